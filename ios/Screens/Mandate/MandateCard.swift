import Kit
import SwiftUI

/// One mandate: how it stands, for whom, whether and when money moves, and what can be done about it.
struct MandateCard: View {
    let row: MandateView
    let stop: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    @State private var asking = false
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL

    private var title: String { look.words.text(row.title) }

    var body: some View {
        SectionCard {
            CardBody {
                SideBySide(gap: Space.small) { Chip(row.tone, row.state) } end: {
                    Note(look.words.dots(row.person, look.words.text(row.relation)), strong: true, color: look.palette.ink)
                }
                Headline(row.title)
                SaysText(row.says)
                if let note = row.note { Note(look.words.text(note)) }
            }
            Line()
            FactList(facts: row.lines)
            if let call = row.call { CardVerb(look.words.word("action_call", .text("phone", call)), about: title) { dial(call, openURL) } }
            if let bill = row.bill { CardVerb(look.words.word("action_see_bill"), about: title) { go(.bill(bill)) } }
            if row.canChange { CardVerb(look.words.word("action_change"), about: title) { go(.changeMandate(row.id)) } }
            if let way = row.stop {
                CardVerb(look.words.text(way.verb), about: title) { if way.question == nil { stop() } else { asking = true } }
            }
        }
        .alert(Text(verbatim: (row.stop?.verb).map(look.words.text) ?? title), isPresented: $asking) {
            if let way = row.stop { Button(role: .destructive, action: stop) { Text(verbatim: look.words.text(way.verb)) } }
            Button(role: .cancel, action: {}) { Text(verbatim: look.words.word("action_keep")) }
        } message: {
            if let question = row.stop?.question { Text(verbatim: look.words.text(question)) }
        }
    }
}
