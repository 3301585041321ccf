import Foundation
import ShebaoCore

/// An auto-debit mandate, or other terms of one, from choosing to the gateway's word.
public final class Signing: Steps<MandateForm, MandateFormView> {
    /// For a bill's person and scheme.
    public init(_ watch: Watch, _ payments: any PaymentsProtocol, bill: String) {
        super.init(watch, begin: { try await payments.signMandate(bill: bill) }, read: { try await $0.view() })
    }

    /// Other terms of one that is in force.
    public init(_ watch: Watch, _ payments: any PaymentsProtocol, mandate: String) {
        super.init(watch, begin: { try await payments.changeMandate(id: mandate) }, read: { try await $0.view() })
    }

    /// One answer more, the others as they are.
    public func choose(base: Money? = nil, tier: String? = nil, day: UInt32? = nil, cap: Money? = nil, instrument: String? = nil) async {
        guard let draft = view?.draft else { return }
        let chosen = MandateDraft(
            base: base ?? draft.base, tier: tier ?? draft.tier, day: day ?? draft.day, cap: cap ?? draft.cap, instrument: instrument ?? draft.instrument
        )
        await run { try await $0.choose(draft: chosen) }
    }

    public func review() async { await run { try await $0.review() } }
    public func back() async { await run { try await $0.back() } }

    public func confirm() async {
        await confirm(asksForPin: view?.asksForPin == true, { try await $0.confirm() }, withPin: { try await $0.confirmWithPin(pin: $1) })
    }
}
