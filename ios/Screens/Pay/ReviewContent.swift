import Kit
import SwiftUI

/// Everything to check, the total largest, and one button that says how much.
struct ReviewContent: View {
    let view: PaymentView
    let trouble: CitizenError?
    let busy: Bool
    @ObservedObject var verbs: Paying
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.text(view.title)) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if view.asksForPin { PinField(pin: $verbs.pin) }
            SectionCard {
                CardBody {
                    BodyText(look.words.word("screen_pay_total"), color: look.palette.ink2)
                    if let amount = view.amount { AmountText(amount) }
                    if let arithmetic = view.arithmetic { Note(look.words.text(arithmetic)) }
                }
                Line()
                FactList(facts: view.lines)
            }
            .padding(.top, Space.medium)
            TextVerb(look.words.word("action_change")) { Task { await verbs.back() } }.disabled(busy)
            if !view.next.isEmpty {
                SectionHead(look.words.word("screen_pay_next"))
                Numbered(lines: view.next)
            }
        } bar: {
            PrimaryBar(note: look.words.text(view.says)) {
                PrimaryButton(confirm(aloud: false), aloud: confirm(aloud: true)) { Task { await verbs.confirm() } }
                    .disabled(busy || !view.canGoOn || view.asksForPin && verbs.pin.isEmpty)
            }
        }
    }

    private func confirm(aloud: Bool) -> String {
        guard let amount = view.amount else { return look.words.word("action_continue") }
        let text = aloud ? look.words.formats.spokenMoney(amount.fen) : look.words.amount(amount)
        return look.words.word("action_confirm_pay", .text("amount", text))
    }
}
