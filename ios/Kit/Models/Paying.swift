import Combine
import Foundation
import ShebaoCore

/// One payment, from choosing to its end. Every choice goes to the core, which says what is wrong and what comes next.
@MainActor
public final class Paying: ObservableObject {
    @Published public private(set) var shown: Shown<PaymentView> = .loading(long: false)
    @Published public var trouble: CitizenError?
    /// What was typed where the core asks for the PIN.
    @Published public var pin = ""
    /// While the core works on the last verb: nothing to press twice.
    @Published public private(set) var busy = false

    private let payments: any PaymentsProtocol
    private let bill: String
    private var payment: Payment?
    private var listening: Listening?

    public init(_ watch: Watch, _ payments: any PaymentsProtocol, bill: String) {
        (self.payments, self.bill) = (payments, bill)
        listening = watch.listen(to: [.payments]) { [weak self] _ in Task { await self?.update() } }
    }

    public var view: PaymentView? { if case let .content(view) = shown { view } else { nil } }

    public func open() async {
        guard payment == nil else { return await update() }
        do {
            let payment = try await payments.pay(bill: bill)
            self.payment = payment
            shown = .content(try await payment.view())
        } catch {
            shown = .failed(CitizenError(error))
        }
    }

    public func update() async {
        guard let payment, !busy else { return }
        if let view = try? await payment.view() { shown = .content(view) }
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
        if view?.asksForPin == true {
            let typed = pin
            pin = ""
            await run { try await $0.confirmWithPin(pin: typed) }
        } else {
            await run { try await $0.confirm() }
        }
    }

    /// Another code at the cashier, the one before being over.
    public func another() async {
        guard let order = view?.order, !busy else { return }
        busy = true
        do {
            _ = try await payments.anotherCode(order: order)
            trouble = nil
        } catch {
            trouble = CitizenError(error)
        }
        busy = false
        await update()
    }

    private func choose(_ change: (PaymentDraft) -> PaymentDraft) async {
        guard let view else { return }
        let draft = change(view.draft)
        await run { try await $0.choose(draft: draft) }
    }

    private func run(_ verb: @Sendable (Payment) async throws -> PaymentView) async {
        guard let payment, !busy else { return }
        busy = true
        do {
            shown = .content(try await verb(payment))
            trouble = nil
        } catch {
            trouble = CitizenError(error)
            if let view = try? await payment.view() { shown = .content(view) }
        }
        busy = false
    }
}
