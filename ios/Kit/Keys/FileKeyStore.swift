#if os(Linux)
    import Foundation
    import ShebaoCore

    /// The key store of Linux tests: a Swift implementation of `KeyStore`, called by the core as a phone's is. Swift has no
    /// P-256 on Linux, so the arithmetic is the core's own software key store; what is tested is the way there and back.
    public final class FileKeyStore: KeyStore, @unchecked Sendable {
        private let software: SoftwareKeyStore
        private let lock = NSLock()
        private var calls: [String] = []
        private var refusal: KeyStoreError?
        private var asked: [Prompt] = []

        private let secureLock: Bool

        /// `secureLock`: whether the phone it pretends to be has a passcode.
        public init(file: String, secureLock: Bool = true) throws {
            software = try SoftwareKeyStore.open(path: file, passphrase: nil)
            self.secureLock = secureLock
        }

        /// The methods the core called, in order.
        public var log: [String] { lock.withLock { calls } }
        /// What the system's dialog would have said.
        public var prompts: [Prompt] { lock.withLock { asked } }
        /// From now on the user, or the device, says no to every signature that asks; `nil` ends it.
        public func refuse(_ error: KeyStoreError?) { lock.withLock { refusal = error } }

        private func note(_ call: String) { lock.withLock { calls.append(call) } }

        public func hasSecureLock() throws -> Bool { secureLock }
        public func create(name: String, presence: Bool) throws -> Data {
            note("create \(name)")
            return try software.create(name: name, presence: presence)
        }
        public func publicKey(name: String) throws -> Data? {
            note("publicKey \(name)")
            return try software.publicKey(name: name)
        }
        public func sign(name: String, message: Data, prompt: Prompt?) throws -> Data {
            note("sign \(name)")
            let refusal = lock.withLock {
                if let prompt { asked.append(prompt) }
                return prompt == nil ? nil : self.refusal
            }
            if let refusal { throw refusal }
            return try software.sign(name: name, message: message, prompt: prompt)
        }
        public func wrap(secret: Data) throws -> Data {
            note("wrap")
            return try software.wrap(secret: secret)
        }
        public func unwrap(sealed: Data) throws -> Data {
            note("unwrap")
            return try software.unwrap(sealed: sealed)
        }
        public func readAnchor() throws -> Data? {
            note("readAnchor")
            return try software.readAnchor()
        }
        public func writeAnchor(anchor: Data) throws {
            note("writeAnchor")
            try software.writeAnchor(anchor: anchor)
        }
        public func delete(name: String) throws {
            note("delete \(name)")
            try software.delete(name: name)
        }
    }
#endif
