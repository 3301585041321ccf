import Foundation
import ShebaoCore

/// One payment, from choosing to its end.
public final class Paying: Steps<Payment, PaymentView> {
    private let payments: any PaymentsProtocol

    public init(_ watch: Watch, _ payments: any PaymentsProtocol, bill: String) {
        self.payments = payments
        super.init(watch, begin: { try await payments.pay(bill: bill) }, read: { try await $0.view() })
    }

    public func choose(base: Money) async { await choose { PaymentDraft(base: base, tier: $0.tier, periods: $0.periods, instrument: $0.instrument) } }
    public func choose(tier: String) async { await choose { PaymentDraft(base: $0.base, tier: tier, periods: $0.periods, instrument: $0.instrument) } }
    public func choose(instrument: String) async { await choose { PaymentDraft(base: $0.base, tier: $0.tier, periods: $0.periods, instrument: instrument) } }

    /// Chosen becomes not chosen, and the reverse; in the order the core offers them.
    public func toggle(period: String) async {
        let offered = view?.choices.periods.map(\.id) ?? []
        await choose { draft in
            let periods = offered.filter { ($0 == period) != draft.periods.contains($0) }
            return PaymentDraft(base: draft.base, tier: draft.tier, periods: periods, instrument: draft.instrument)
        }
    }

    public func quote() async { await run { try await $0.quote() } }
    public func back() async { await run { try await $0.back() } }

    public func confirm() async {
        await confirm(asksForPin: view?.asksForPin == true, { try await $0.confirm() }, withPin: { try await $0.confirmWithPin(pin: $1) })
    }

    /// Another code at the cashier, the one before being over.
    public func another() async {
        guard let order = view?.order else { return }
        await alone { _ = try await payments.anotherCode(order: order) }
        await update()
    }

    private func choose(_ change: (PaymentDraft) -> PaymentDraft) async {
        guard let draft = (view?.draft).map(change) else { return }
        await run { try await $0.choose(draft: draft) }
    }
}
