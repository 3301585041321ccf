// The part of CryptoKit that the device's key store calls, with Apple's names and shapes. For tests on Linux. There is no cryptography here:
// a key is an octet string that knows whether it is the right one.

import Foundation
import LocalAuthentication
import Security

public enum CryptoKitError: Error { case incorrectParameterSize, authenticationFailure }

public enum P256 {
    public enum Signing {
        public struct PublicKey { public let x963Representation: Data }
        public struct ECDSASignature { public let derRepresentation: Data }
    }
}

public enum SecureEnclave {
    public static var isAvailable: Bool { _Phone.shared.hasEnclave }
    public enum P256 {
        public enum Signing {
            public struct PrivateKey {
                /// What the Enclave gave out for the key: whether it asks its owner, then the key's number.
                public let dataRepresentation: Data
                private let context: LAContext?
                public init(accessControl: SecAccessControl, authenticationContext context: LAContext? = nil) throws {
                    guard accessControl._flags.contains(.privateKeyUsage) else { throw CryptoKitError.incorrectParameterSize }
                    let number = (0 ..< 16).map { _ in UInt8.random(in: .min ... .max) }
                    (dataRepresentation, self.context) = (Data([accessControl._flags.contains(.userPresence) ? 1 : 0] + number), context)
                }
                public init(dataRepresentation: Data, authenticationContext context: LAContext? = nil) throws {
                    guard dataRepresentation.count == 17, _Phone.shared.hasEnclave else { throw CryptoKitError.incorrectParameterSize }
                    (self.dataRepresentation, self.context) = (dataRepresentation, context)
                }
                public var publicKey: CryptoKit.P256.Signing.PublicKey {
                    .init(x963Representation: Data([4]) + Data((0 ..< 4).flatMap { _ in dataRepresentation.dropFirst() }))
                }
                public func signature<D: DataProtocol>(for data: D) throws -> CryptoKit.P256.Signing.ECDSASignature {
                    if dataRepresentation.first == 1 { try (context ?? LAContext())._ask() }
                    return .init(derRepresentation: dataRepresentation + Data(data))
                }
            }
        }
    }
}

public struct SymmetricKeySize: Sendable { public static let bits256 = Self() }
public struct SymmetricKey: ContiguousBytes, Sendable {
    let octets: Data
    public init(size _: SymmetricKeySize) { octets = Data((0 ..< 32).map { _ in UInt8.random(in: .min ... .max) }) }
    public init<D: ContiguousBytes>(data: D) { octets = data.withUnsafeBytes { Data($0) } }
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R { try octets.withUnsafeBytes(body) }
}

public enum AES {
    public enum GCM {
        public struct SealedBox {
            public let combined: Data?
            public init<D: DataProtocol>(combined: D) throws {
                guard combined.count >= 28 else { throw CryptoKitError.incorrectParameterSize }
                self.combined = Data(combined)
            }
        }
        public static func seal<D: DataProtocol>(_ message: D, using key: SymmetricKey) throws -> SealedBox {
            try SealedBox(combined: Data(count: 12) + mixed(Data(message), key) + tag(Data(message), key))
        }
        public static func open(_ box: SealedBox, using key: SymmetricKey) throws -> Data {
            let all = box.combined ?? Data(), plain = mixed(Data(all.dropFirst(12).dropLast(16)), key)
            guard Data(all.suffix(16)) == tag(plain, key) else { throw CryptoKitError.authenticationFailure }
            return plain
        }
        private static func mixed(_ data: Data, _ key: SymmetricKey) -> Data {
            Data(zip(data, (0 ..< data.count).map { key.octets[$0 % 32] }).map { $0 ^ $1 })
        }
        private static func tag(_ data: Data, _ key: SymmetricKey) -> Data {
            var sum: UInt64 = 0xCBF2_9CE4_8422_2325
            for octet in key.octets + data { sum = (sum ^ UInt64(octet)) &* 0x100_0000_01B3 }
            return withUnsafeBytes(of: (sum, ~sum)) { Data($0) }
        }
    }
}
