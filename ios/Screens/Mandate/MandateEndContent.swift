import Kit
import SwiftUI

/// After signing: in doubt, in force, or nothing changed. There is no filled button: nothing to press harder.
struct MandateEndContent: View {
    let view: MandateFormView
    let trouble: CitizenError?
    let leave: @MainActor () -> Void
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL

    var body: some View {
        Page(title: look.words.text(view.title)) {
            WhoAndWhat(who: view.person, what: view.scheme)
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionCard {
                CardBody {
                    Mark(tone: view.tone, size: 24)
                    SaysText(view.says)
                }
            }
            .padding(.top, Space.medium)
            if let call = view.call {
                SecondaryButton(look.words.word("action_call", .text("phone", call)), icon: .phone) { dial(call, openURL) }.padding(.top, Space.small)
            }
            if !view.lines.isEmpty { SectionCard { FactList(facts: view.lines) }.padding(.top, Space.medium) }
        } bar: {
            PrimaryBar { SecondaryButton(look.words.word("action_mandates"), action: leave) }
        }
    }
}
