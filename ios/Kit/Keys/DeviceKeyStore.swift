import CryptoKit
import Foundation
import LocalAuthentication
import Security
import ShebaoCore

/// A phone's key store: signing keys in the Secure Enclave, everything else in the Keychain, on this device only.
///
/// What the Keychain holds of an Enclave key is a sealed reference that only this Enclave opens. On Linux it is compiled and run
/// against the stand-ins of `Headless`, so that its logic is tested; what Apple's own code does is seen on a phone only.
public final class DeviceKeyStore: KeyStore, @unchecked Sendable {
    private let service = "shebao.keys"
    private let say: @Sendable (Prompt) -> String

    /// `say` has the words of the system's own dialog.
    public init(say: @escaping @Sendable (Prompt) -> String) { self.say = say }

    /// A passcode, at least: biometrics need one.
    public func hasSecureLock() throws -> Bool { LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) }

    public func create(name: String, presence: Bool) throws -> Data {
        var flags: SecAccessControlCreateFlags = .privateKeyUsage
        if presence { flags.insert(.userPresence) }
        guard
            SecureEnclave.isAvailable,
            let access = SecAccessControlCreateWithFlags(nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, flags, nil)
        else { throw KeyStoreError.Unavailable }
        do {
            let key = try SecureEnclave.P256.Signing.PrivateKey(accessControl: access)
            try put(key.dataRepresentation, "sign.\(name)")
            return key.publicKey.x963Representation
        } catch let error as KeyStoreError {
            throw error
        } catch {
            throw KeyStoreError.Unavailable
        }
    }

    public func publicKey(name: String) throws -> Data? {
        guard let reference = try get("sign.\(name)") else { return nil }
        // A reference the Enclave no longer opens is a lost key: the passcode was removed, or the phone was restored.
        return try? SecureEnclave.P256.Signing.PrivateKey(dataRepresentation: reference).publicKey.x963Representation
    }

    public func sign(name: String, message: Data, prompt: Prompt?) throws -> Data {
        guard let reference = try get("sign.\(name)") else { throw KeyStoreError.KeyLost }
        let context = LAContext()
        if let prompt { context.localizedReason = say(prompt) }
        do {
            let key = try SecureEnclave.P256.Signing.PrivateKey(dataRepresentation: reference, authenticationContext: context)
            return try key.signature(for: message).derRepresentation
        } catch let error as LAError where [.userCancel, .systemCancel, .appCancel].contains(error.code) {
            throw KeyStoreError.Cancelled
        } catch let error as LAError where error.code == .passcodeNotSet {
            throw KeyStoreError.KeyLost
        } catch {
            throw KeyStoreError.Unavailable
        }
    }

    public func wrap(secret: Data) throws -> Data {
        let key: SymmetricKey
        if let kept = try get("root") {
            key = SymmetricKey(data: kept)
        } else {
            key = SymmetricKey(size: .bits256)
            try put(key.withUnsafeBytes { Data($0) }, "root")
        }
        guard let sealed = try? AES.GCM.seal(secret, using: key).combined else { throw KeyStoreError.Unavailable }
        return sealed
    }

    public func unwrap(sealed: Data) throws -> Data {
        guard let kept = try get("root") else { throw KeyStoreError.KeyLost }
        guard let box = try? AES.GCM.SealedBox(combined: sealed), let plain = try? AES.GCM.open(box, using: SymmetricKey(data: kept))
        else { throw KeyStoreError.KeyLost }
        return plain
    }

    public func readAnchor() throws -> Data? { try get("anchor") }
    public func writeAnchor(anchor: Data) throws { try put(anchor, "anchor") }

    public func delete(name: String) throws {
        for account in name == "root" ? ["root"] : ["sign.\(name)"] { SecItemDelete(query(account) as CFDictionary) }
    }

    private func query(_ account: String) -> [CFString: Any] {
        [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: account]
    }

    private func get(_ account: String) throws -> Data? {
        var found: CFTypeRef?
        let asked = query(account).merging([kSecReturnData: true]) { $1 }
        switch SecItemCopyMatching(asked as CFDictionary, &found) {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        default: throw KeyStoreError.Unavailable
        }
    }

    private func put(_ data: Data, _ account: String) throws {
        let changed = SecItemUpdate(query(account) as CFDictionary, [kSecValueData: data] as CFDictionary)
        if changed == errSecSuccess { return }
        let new = query(account).merging([
            kSecValueData: data,
            // The lock screen must have been opened once since the phone started, so that a push can be opened. Never in a backup.
            kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]) { $1 }
        guard changed == errSecItemNotFound, SecItemAdd(new as CFDictionary, nil) == errSecSuccess
        else { throw KeyStoreError.Unavailable }
    }
}
