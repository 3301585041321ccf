// The part of LocalAuthentication that the device's key store calls. For tests on Linux.

import Foundation
import Security

public enum LAPolicy: Int, Sendable { case deviceOwnerAuthenticationWithBiometrics = 1, deviceOwnerAuthentication = 2 }

public final class LAContext {
    public var localizedReason = ""
    public init() {}
    public func canEvaluatePolicy(_ policy: LAPolicy, error _: UnsafeMutablePointer<CFError?>?) -> Bool { _Phone.shared.hasPasscode }
    /// The system's dialog.
    public func _ask() throws {
        _Phone.shared.asked.append(localizedReason)
        if let code = _Phone.shared.refusal { throw LAError(LAError.Code(rawValue: code) ?? .authenticationFailed) }
    }
}

public struct LAError: Error {
    public enum Code: Int, Sendable { case authenticationFailed = -1, userCancel = -2, userFallback = -3, systemCancel = -4, passcodeNotSet = -5, appCancel = -9 }
    public let code: Code
    public init(_ code: Code) { self.code = code }
}
