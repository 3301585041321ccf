import Kit
import SwiftUI

/// What can be paid, for whom, and what is under way.
struct PaymentsScreen: View {
    @StateObject private var pane: Pane<PaymentsView>
    private let go: @MainActor (Route) -> Void

    init(pane: @autoclosure @escaping () -> Pane<PaymentsView>, go: @escaping @MainActor (Route) -> Void) {
        _pane = StateObject(wrappedValue: pane())
        self.go = go
    }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            PaymentsContent(view: view, trouble: pane.trouble, go: go).refreshable { await pane.refresh() }
        }
        .task { await pane.open() }
    }
}

struct PaymentsContent: View {
    let view: PaymentsView
    let trouble: CitizenError?
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.word("screen_pay_title"), freshness: view.freshness) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if !view.live.isEmpty {
                SectionHead(look.words.word("screen_pay_live"))
                ForEach(view.live, id: \.id) { row in OrderCard(row: row) { go(.order(row.id)) }.padding(.bottom, Space.small) }
            }
            SectionHead(look.words.word("screen_pay_bills"))
            if view.bills.isEmpty { BodyText(look.words.word("common_empty")) }
            ForEach(view.bills, id: \.id) { bill in
                BillCard(bill: bill, verb: bill.canPay ? "action_go_pay" : nil) { go(.bill(bill.id)) }.padding(.bottom, Space.small)
            }
            if !view.past.isEmpty {
                SectionHead(look.words.word("screen_pay_orders"))
                ForEach(view.past, id: \.id) { row in OrderCard(row: row) { go(.order(row.id)) }.padding(.bottom, Space.small) }
            }
            TextVerb(look.words.word("action_mandates")) { go(.mandates) }
            TextVerb(look.words.word("action_receipts")) { go(.receipts) }
        }
    }
}

/// One thing that can be paid, always with the person it is for.
struct BillCard: View {
    let bill: BillView
    /// The verb's key; none if there is nothing to do.
    let verb: String?
    let action: @MainActor () -> Void
    @Environment(\.look) private var look
    var body: some View {
        SectionCard {
            CardBody {
                Note(look.words.dots(bill.person, look.words.text(bill.relation)), strong: true, color: look.palette.ink)
                Headline(bill.title)
                if let amount = bill.amount { AmountText(amount) }
                SaysText(bill.says)
                if let due = bill.due { Note(look.words.word("screen_pay_due", .day("day", due))) }
            }
            if let verb { CardVerb(look.words.word(verb), about: look.words.text(bill.title), action: action) }
        }
    }
}

private struct OrderCard: View {
    let row: OrderRowView
    let action: @MainActor () -> Void
    var body: some View {
        MoneyCard(tone: row.tone, state: row.state, person: row.person, title: row.title, amount: row.amount, verb: "action_see_progress", action: action)
    }
}
