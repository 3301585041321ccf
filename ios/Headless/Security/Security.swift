// The part of Security that the device's key store calls: a Keychain in memory, with Apple's names and shapes. For tests on Linux; nothing is secured here.

import Foundation

/// The phone that these stand-ins pretend to be; a test says what it has and what its owner answers.
public final class _Phone: @unchecked Sendable {
    /// Each test has a phone of its own.
    @TaskLocal public static var shared = _Phone()
    public init() {}
    /// The Keychain: account, then attributes.
    public var items: [String: [String: Any]] = [:]
    public var hasEnclave = true, hasPasscode = true
    /// What the owner's answer to the system's dialog fails with, as an LAError's code.
    public var refusal: Int?
    /// What the dialogs said.
    public var asked: [String] = []
}

public struct CFString: Hashable, Sendable, ExpressibleByStringLiteral {
    let name: String
    public init(stringLiteral name: String) { self.name = name }
}
public typealias CFDictionary = [CFString: Any]
public typealias CFTypeRef = AnyObject
public typealias OSStatus = Int32
public struct CFAllocator {}
public struct CFError: Error {}

public let kSecClass: CFString = "class", kSecClassGenericPassword: CFString = "genp"
public let kSecAttrService: CFString = "svce", kSecAttrAccount: CFString = "acct", kSecAttrAccessible: CFString = "pdmn"
public let kSecValueData: CFString = "v_Data", kSecReturnData: CFString = "r_Data"
public let kSecAttrAccessibleWhenUnlockedThisDeviceOnly: CFString = "aku", kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"
public let errSecSuccess: OSStatus = 0, errSecDuplicateItem: OSStatus = -25299, errSecItemNotFound: OSStatus = -25300, errSecParam: OSStatus = -50

public struct SecAccessControlCreateFlags: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let userPresence = Self(rawValue: 1), privateKeyUsage = Self(rawValue: 1 << 30)
}
public final class SecAccessControl {
    public let _flags: SecAccessControlCreateFlags
    init(_ flags: SecAccessControlCreateFlags) { _flags = flags }
}
public func SecAccessControlCreateWithFlags(
    _: CFAllocator?, _: CFString, _ flags: SecAccessControlCreateFlags, _: UnsafeMutablePointer<CFError?>?
) -> SecAccessControl? { SecAccessControl(flags) }

private func key(_ query: CFDictionary) -> String? {
    guard query[kSecClass] as? CFString == kSecClassGenericPassword, let service = query[kSecAttrService] as? String, let account = query[kSecAttrAccount] as? String
    else { return nil }
    return "\(service)/\(account)"
}

public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    guard let key = key(query), query[kSecReturnData] as? Bool == true else { return errSecParam }
    guard let data = _Phone.shared.items[key]?["v_Data"] as? Data else { return errSecItemNotFound }
    result?.pointee = data as AnyObject
    return errSecSuccess
}

@discardableResult public func SecItemAdd(_ attributes: CFDictionary, _: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    guard let key = key(attributes), attributes[kSecValueData] is Data else { return errSecParam }
    guard _Phone.shared.items[key] == nil else { return errSecDuplicateItem }
    _Phone.shared.items[key] = Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $1) })
    return errSecSuccess
}

@discardableResult public func SecItemUpdate(_ query: CFDictionary, _ changes: CFDictionary) -> OSStatus {
    guard let key = key(query) else { return errSecParam }
    guard _Phone.shared.items[key] != nil else { return errSecItemNotFound }
    for (name, value) in changes { _Phone.shared.items[key]?[name.name] = value }
    return errSecSuccess
}

@discardableResult public func SecItemDelete(_ query: CFDictionary) -> OSStatus {
    guard let key = key(query) else { return errSecParam }
    return _Phone.shared.items.removeValue(forKey: key) == nil ? errSecItemNotFound : errSecSuccess
}
