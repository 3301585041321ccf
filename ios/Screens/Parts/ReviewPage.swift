import Kit
import SwiftUI

/// Everything to check before the last yes: where the core asks for it the PIN, what matters most, all that is agreed, and what happens then.
struct ReviewPage<Head: View>: View {
    let title: Says
    let trouble: CitizenError?
    /// Where the PIN is typed, if the core asks for it.
    let pin: Binding<String>?
    let lines: [FactView]
    let next: [Says]
    /// What is not done yet, above the button.
    let says: Says
    /// The button's name, shown and heard.
    let confirm: (shown: String, aloud: String)
    let ready: Bool
    let busy: Bool
    let back: @MainActor () async -> Void
    let go: @MainActor () async -> Void
    @ViewBuilder let head: Head
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.text(title)) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if let pin { PinField(pin: pin) }
            SectionCard {
                CardBody { head }
                Line()
                FactList(facts: lines)
            }
            .padding(.top, Space.medium)
            TextVerb(look.words.word("action_change")) { Task { await back() } }.disabled(busy)
            if !next.isEmpty {
                SectionHead(look.words.word("screen_pay_next"))
                Numbered(lines: next)
            }
        } bar: {
            PrimaryBar(note: look.words.text(says)) {
                PrimaryButton(confirm.shown, aloud: confirm.aloud) { Task { await go() } }.disabled(busy || !ready || pin?.wrappedValue.isEmpty == true)
            }
        }
    }
}
