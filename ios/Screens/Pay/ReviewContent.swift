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
        ReviewPage(
            title: view.title, trouble: trouble, pin: view.asksForPin ? $verbs.pin : nil, lines: view.lines, next: view.next, says: view.says,
            confirm: (confirm(aloud: false), confirm(aloud: true)), ready: view.canGoOn, busy: busy, back: verbs.back, go: verbs.confirm
        ) {
            BodyText(look.words.word("screen_pay_total"), color: look.palette.ink2)
            if let amount = view.amount { AmountText(amount) }
            if let arithmetic = view.arithmetic { Note(look.words.text(arithmetic)) }
        }
    }

    private func confirm(aloud: Bool) -> String {
        guard let amount = view.amount else { return look.words.word("action_continue") }
        let text = aloud ? look.words.formats.spokenMoney(amount.fen) : look.words.amount(amount)
        return look.words.word("action_confirm_pay", .text("amount", text))
    }
}
