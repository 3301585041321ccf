import Foundation
import Testing
@testable import Kit

/// What the core expects of a key store, asked of the one in Swift.
struct KeyStoreTests {
    let file = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path()

    @Test func aKeyIsAnUncompressedPointAndOutlivesTheObject() throws {
        let key = try FileKeyStore(file: file).create(name: "auth", presence: false)
        #expect(key.count == 65 && key.first == 4)
        #expect(try FileKeyStore(file: file).publicKey(name: "auth") == key)
        #expect(try FileKeyStore(file: file).publicKey(name: "other") == nil)
    }

    @Test func whatIsWrappedIsNotReadableAndComesBack() throws {
        let store = try FileKeyStore(file: file), secret = Data("secret of 32 octets, as they are".utf8)
        let sealed = try store.wrap(secret: secret)
        #expect(sealed.range(of: secret) == nil)
        #expect(try store.unwrap(sealed: sealed) == secret)
    }

    @Test func aDeletedRootOpensNothing() throws {
        let store = try FileKeyStore(file: file)
        let sealed = try store.wrap(secret: Data([1, 2, 3]))
        try store.delete(name: "root")
        #expect(throws: KeyStoreError.KeyLost) { try store.unwrap(sealed: sealed) }
    }

    @Test func theAnchorIsReplaced() throws {
        let store = try FileKeyStore(file: file)
        #expect(try store.readAnchor() == nil)
        try store.writeAnchor(anchor: Data([1]))
        try store.writeAnchor(anchor: Data([2]))
        #expect(try FileKeyStore(file: file).readAnchor() == Data([2]))
    }

    @Test func aUserWhoSaysNoIsHeardOnlyWhereAsked() throws {
        let store = try FileKeyStore(file: file)
        _ = try store.create(name: "consent", presence: true)
        store.refuse(.Cancelled)
        #expect(throws: KeyStoreError.Cancelled) { try store.sign(name: "consent", message: Data(), prompt: .confirmCancel) }
        #expect(try !store.sign(name: "consent", message: Data(), prompt: nil).isEmpty)
        #expect(store.prompts == [.confirmCancel])
    }
}
