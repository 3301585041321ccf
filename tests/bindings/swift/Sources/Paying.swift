import Foundation
import Kit

extension Journey {
    /// One month of the own pension, its reply lost: in doubt, then resolved, one debit.
    func pay() async throws {
        let bills = try await citizen.payments().view().bills
        for bill in bills { journal.note("pay", "bill", bill.person, journal.text(bill.title), journal.text(bill.says)) }
        let payment = try await begin { $0.choices.base != nil }
        let review = try await payment.quote()
        try require(review.step == .review, "a quote leads to the review, not \(review.step)")
        journal.note("pay", "review", journal.text(review.title))
        journal.note("pay", "amount", review.amount.map { journal.text($0) } ?? "")
        journal.note("pay", "arithmetic", review.arithmetic.map { journal.text($0) } ?? "")
        for line in review.lines { journal.note("pay", "line", journal.text(line.label), journal.text(line.value)) }
        for next in review.next { journal.note("pay", "next", journal.text(next)) }
        journal.note("pay", "says", journal.text(review.says))

        try await sandbox.operate("fault", ["on": "PUT /v1/orders", "kind": "drop_after", "times": 1])
        _ = try await payment.confirm()
        let paid = try await wait("the payment is paid") {
            let view = try await payment.view()
            return view.step == .paid ? view : nil
        }
        journal.note("pay", "paid", journal.text(paid.title))
        journal.note("pay", "says", journal.text(paid.says))
        guard let id = paid.order else { throw Broken("a paid payment has its order") }
        journal.note("pay", "debits", String(try await sandbox.debits(of: id)))

        let order = try await citizen.payments().order(id: id)
        journal.note("pay", "order", journal.text(order.title))
        for stage in order.stages { journal.note("pay", "stage", journal.text(stage.name)) }
        let receipt = try await citizen.payments().receipt(order: id)
        journal.note("pay", "receipt", journal.text(receipt.title), journal.text(receipt.amount))
    }

    /// The mother's yearly fee; the task that confirms is cancelled in the middle, and the payment goes on.
    func cancel() async throws {
        let before = try await citizen.payments().orders(cursor: nil).rows.first?.id
        let payment = try await begin { $0.choices.base == nil }
        _ = try await payment.quote()
        try await sandbox.operate("fault", ["on": "PUT /v1/orders", "kind": "delay", "times": 1, "delay_ms": 1500])
        let task = Task { try await payment.confirm() }
        try await Task.sleep(nanoseconds: 300_000_000)
        task.cancel()
        _ = await task.result
        let order = try await wait("the newest order has a receipt") {
            guard let newest = try await citizen.payments().orders(cursor: nil).rows.first, newest.id != before else { return OrderView?.none }
            let order = try await citizen.payments().order(id: newest.id)
            return order.hasReceipt ? order : nil
        }
        journal.note("cancel", "paid", journal.text(order.title))
        journal.note("cancel", "debits", String(try await sandbox.debits(of: order.row.id)))
    }

    /// The first bill that can be paid and is of this kind, with the first of everything chosen.
    private func begin(_ fits: (PaymentView) -> Bool) async throws -> Payment {
        for bill in try await citizen.payments().view().bills where bill.canPay {
            let payment = try await citizen.payments().pay(bill: bill.id)
            let view = try await payment.view()
            guard fits(view) else { continue }
            let choices = view.choices
            let chosen = try await payment.choose(draft: PaymentDraft(
                base: choices.base?.offered.first,
                tier: choices.tiers.first?.id,
                periods: choices.periods.filter(\.canPay).prefix(1).map(\.id),
                instrument: choices.instruments.first?.id
            ))
            try require(chosen.problems.isEmpty && chosen.canGoOn, "the first of everything can be chosen, not \(chosen.problems)")
            return payment
        }
        throw Broken("no bill of this kind can be paid")
    }
}
