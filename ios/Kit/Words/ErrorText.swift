import ShebaoCore

/// What went wrong, in words, and what one can do about it.
public struct ErrorText: Equatable, Sendable {
    public let says: Says
    /// Asking again may help.
    public let retry: Bool

    public init(_ error: CitizenError) {
        switch error {
        case .Offline: self.init("error_offline", retry: true)
        case .SignedOut: self.init("error_signed_out")
        case .Locked: self.init("error_locked")
        case .Cancelled: self.init("error_cancelled", retry: true)
        case .Outdated: self.init("error_outdated")
        case let .Unavailable(seconds?): self.init("error_unavailable_retry", [Arg(name: "count", value: .count(count: seconds))], retry: true)
        case .Unavailable: self.init("error_unavailable", retry: true)
        case let .Refused(refusal): self.init(Self.key(refusal), retry: refusal == .badAnswer || refusal == .notTrusted)
        case let .Pin(why): self.init(why)
        case .StorageFull: self.init("error_storage_full", retry: true)
        case let .Internal(trace): self.init("error_internal", [.text("trace", trace)], retry: true)
        }
    }

    private init(_ key: String, _ args: [Arg] = [], retry: Bool = false) {
        (says, self.retry) = (Says(key: key, args: args), retry)
    }

    private init(_ why: PinRefusal) {
        switch why {
        case .needed: self.init("error_pin_needed")
        case let .wrong(triesLeft): self.init("error_pin_wrong", [Arg(name: "count", value: .count(count: triesLeft))])
        case let .wait(seconds): self.init("error_pin_wait", [Arg(name: "count", value: .count(count: seconds))])
        case .blocked: self.init("error_pin_blocked")
        }
    }

    private static func key(_ refusal: Refusal) -> String {
        switch refusal {
        case .badCode: "error_refused_bad_code"
        case .expiredCode: "error_refused_expired_code"
        case .otherBureau: "error_refused_other_bureau"
        case .notMatched: "error_refused_not_matched"
        case .tooManyTries: "error_refused_too_many_tries"
        case .wrongPin: "error_refused_wrong_pin"
        case .weakPin: "error_refused_weak_pin"
        case .alreadyBeingPaid: "error_refused_already_being_paid"
        case .quoteMismatch: "error_refused_quote_mismatch"
        case .rulesMissing: "error_refused_rules_missing"
        case .rulesExpired: "error_refused_rules_expired"
        case .rulesUnreadable: "error_refused_rules_unreadable"
        case .notNow: "error_refused_not_now"
        case .badAnswer: "error_refused_bad_answer"
        case .notTrusted: "error_refused_not_trusted"
        case .alreadyOpen: "error_refused_already_open"
        case .notFound: "error_refused_not_found"
        case .other: "error_refused_other"
        }
    }
}

extension CitizenError {
    /// What the core threw. The generated code throws nothing else but a defect of its own, which is named, not shown.
    public init(_ error: any Error) {
        self = error as? CitizenError ?? .Internal(trace: "bindings")
    }
}
