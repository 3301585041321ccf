import Kit
import SwiftUI

/// Everything to check before it is signed.
struct MandateReviewContent: View {
    let view: MandateFormView
    let trouble: CitizenError?
    let busy: Bool
    @ObservedObject var verbs: Signing
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.text(view.title)) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if view.asksForPin { PinField(pin: $verbs.pin) }
            SectionCard { FactList(facts: view.lines) }.padding(.top, Space.medium)
            TextVerb(look.words.word("action_change")) { Task { await verbs.back() } }.disabled(busy)
            SectionHead(look.words.word("screen_pay_next"))
            Numbered(lines: view.next)
        } bar: {
            PrimaryBar(note: look.words.text(view.says)) {
                PrimaryButton(look.words.text(view.verb)) { Task { await verbs.confirm() } }
                    .disabled(busy || !view.canGoOn || view.asksForPin && verbs.pin.isEmpty)
            }
        }
    }
}
