import Kit
import SwiftUI

/// One order or receipt in a list: how it stands, for whom, what for and how much; its one verb leads on.
struct MoneyCard: View {
    let tone: Tone
    let state: Says
    let person: String
    let title: Says
    let amount: Money
    var note: String?
    /// The verb's key.
    let verb: String
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        SectionCard {
            CardBody {
                SideBySide(gap: Space.small) { Chip(tone, state) } end: { Note(person, strong: true, color: look.palette.ink) }
                Headline(title)
                AmountText(amount)
                if let note { Note(note) }
            }
            CardVerb(look.words.word(verb), about: look.words.text(title), action: action)
        }
    }
}
