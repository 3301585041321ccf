import Kit
import SwiftUI

/// After confirming: in doubt, paid, or not charged. In doubt there is no filled button: nothing to press harder.
struct EndContent: View {
    let view: PaymentView
    let trouble: CitizenError?
    let leave: @MainActor (String?) -> Void
    /// Another code at the cashier.
    let another: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.text(view.title)) {
            WhoAndWhat(who: look.words.dots(view.bill.person, look.words.text(view.bill.relation)), what: view.bill.title)
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionCard {
                CardBody {
                    Mark(tone: view.tone, size: 24)
                    if let amount = view.amount { AmountText(amount) }
                    SaysText(view.says)
                }
            }
            .padding(.top, Space.medium)
            if let cashier = view.cashier { CashierCode(view: cashier, another: another) }
            if !view.lines.isEmpty {
                SectionHead(look.words.word("screen_order_details"))
                SectionCard { FactList(facts: view.lines) }
            }
        } bar: {
            PrimaryBar {
                if view.step == .paid, let order = view.order {
                    PrimaryButton(look.words.word("action_see_progress")) { leave(order) }
                } else {
                    if let order = view.order { SecondaryButton(look.words.word("action_see_progress")) { leave(order) } }
                    SecondaryButton(look.words.word("action_home")) { leave(nil) }
                }
            }
        }
    }
}
