import Kit
import SwiftUI

/// Everything to check before it is signed, what one debit takes now first.
struct MandateReviewContent: View {
    let view: MandateFormView
    let trouble: CitizenError?
    let busy: Bool
    @ObservedObject var verbs: Signing
    @Environment(\.look) private var look

    var body: some View {
        let verb = look.words.text(view.verb)
        ReviewPage(
            title: view.title, trouble: trouble, pin: view.asksForPin ? $verbs.pin : nil, lines: view.lines, next: view.next, says: view.says,
            confirm: (verb, verb), ready: view.canGoOn, busy: busy, back: verbs.back, go: verbs.confirm
        ) {
            if let expected = view.expected { BodyText(look.words.word("screen_mandate_expected", .amount("amount", expected)), strong: true) }
        }
    }
}
