import Foundation
import LocalAuthentication
import Security
import Testing
@testable import Kit

/// The phone's own key store over stand-ins: what it keeps where, when it asks, and what it answers when the phone says no.
struct DeviceKeyStoreTests {
    let store = DeviceKeyStore { prompt in if case let .confirmPayment(amount) = prompt { "pay \(amount.fen)" } else { "other" } }

    @Test func aKeyIsInTheEnclaveAndOnlyItsReferenceInTheKeychain() throws {
        try onAPhone { phone in
            let key = try store.create(name: "auth", presence: false)
            #expect(key.count == 65 && key.first == 4)
            #expect(try store.publicKey(name: "auth") == key)
            #expect(try store.publicKey(name: "other") == nil)
            #expect(phone.items.keys.sorted() == ["shebao.keys/sign.auth"])
            // Never in a backup, and readable when a push comes to a locked phone.
            #expect(phone.items["shebao.keys/sign.auth"]?["pdmn"] as? CFString == kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly)
        }
    }

    @Test func onlyAKeyThatNeedsPresenceAsksAndSaysTheAmount() throws {
        try onAPhone { phone in
            _ = try store.create(name: "auth", presence: false)
            _ = try store.create(name: "consent", presence: true)
            _ = try store.sign(name: "auth", message: Data([1]), prompt: nil)
            #expect(phone.asked.isEmpty)
            let signature = try store.sign(name: "consent", message: Data([7]), prompt: .confirmPayment(amount: Money(fen: 95500)))
            #expect(signature.last == 7)
            #expect(phone.asked == ["pay 95500"])
        }
    }

    @Test(arguments: [LAError.Code.userCancel, .systemCancel, .appCancel]) func aNoIsCancelled(_ code: LAError.Code) throws {
        try onAPhone { phone in
            _ = try store.create(name: "consent", presence: true)
            phone.refusal = code.rawValue
            #expect(throws: KeyStoreError.Cancelled) { try store.sign(name: "consent", message: Data(), prompt: .confirmCancel) }
        }
    }

    @Test func aRemovedPasscodeLosesTheKeyAndAWrongFaceDoesNot() throws {
        try onAPhone { phone in
            _ = try store.create(name: "consent", presence: true)
            phone.refusal = LAError.Code.passcodeNotSet.rawValue
            #expect(throws: KeyStoreError.KeyLost) { try store.sign(name: "consent", message: Data(), prompt: .confirmCancel) }
            phone.refusal = LAError.Code.authenticationFailed.rawValue
            #expect(throws: KeyStoreError.Unavailable) { try store.sign(name: "consent", message: Data(), prompt: .confirmCancel) }
            phone.hasPasscode = false
            #expect(try !store.hasSecureLock())
        }
    }

    @Test func aPhoneWithoutAnEnclaveMakesNoKey() throws {
        try onAPhone { phone in
            phone.hasEnclave = false
            #expect(throws: KeyStoreError.Unavailable) { try store.create(name: "auth", presence: false) }
        }
    }

    @Test func whatIsWrappedComesBackAsLongAsTheRootIsThere() throws {
        try onAPhone { phone in
            let secret = Data("secret of 32 octets, as they are".utf8)
            let sealed = try store.wrap(secret: secret)
            #expect(sealed.range(of: secret) == nil)
            #expect(try DeviceKeyStore { _ in "" }.unwrap(sealed: sealed) == secret)
            #expect(throws: KeyStoreError.KeyLost) { try store.unwrap(sealed: Data(sealed.reversed())) }
            try store.delete(name: "root")
            #expect(throws: KeyStoreError.KeyLost) { try store.unwrap(sealed: sealed) }
            _ = try store.wrap(secret: secret)
            #expect(throws: KeyStoreError.KeyLost) { try store.unwrap(sealed: sealed) }
        }
    }

    @Test func aDeletedKeySignsNothingAndTheAnchorIsReplaced() throws {
        try onAPhone { phone in
            _ = try store.create(name: "auth", presence: false)
            try store.delete(name: "auth")
            #expect(throws: KeyStoreError.KeyLost) { try store.sign(name: "auth", message: Data(), prompt: nil) }
            #expect(try store.readAnchor() == nil)
            try store.writeAnchor(anchor: Data([1]))
            try store.writeAnchor(anchor: Data([2]))
            #expect(try store.readAnchor() == Data([2]))
        }
    }

    private func onAPhone(_ work: (_Phone) throws -> Void) throws {
        let phone = _Phone()
        try _Phone.$shared.withValue(phone) { try work(phone) }
    }
}
