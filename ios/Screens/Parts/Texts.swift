import Kit
import SwiftUI

/// A page's title: the answer.
struct Title: View {
    let text: String
    @Environment(\.look) private var look
    init(_ text: String) { self.text = text }
    var body: some View {
        Text(verbatim: text).typed(.title, strong: true).foregroundColor(look.palette.ink).accessibilityAddTraits(.isHeader)
    }
}

/// First line of a thing inside a card.
struct Headline: View {
    let says: Says
    @Environment(\.look) private var look
    init(_ says: Says) { self.says = says }
    var body: some View { Text(verbatim: look.words.text(says)).typed(.section, strong: true).foregroundColor(look.palette.ink) }
}

struct BodyText: View {
    let text: String
    var strong = false
    var color: Color?
    @Environment(\.look) private var look
    init(_ text: String, strong: Bool = false, color: Color? = nil) { (self.text, self.strong, self.color) = (text, strong, color) }
    var body: some View { Text(verbatim: text).typed(.body, strong: strong).foregroundColor(color ?? look.palette.ink) }
}

/// A sentence of the core with its one bold phrase.
struct SaysText: View {
    let says: Says
    @Environment(\.look) private var look
    init(_ says: Says) { self.says = says }
    var body: some View {
        look.words.runs(says).map { $0.bold ? Text(verbatim: $0.text).bold() : Text(verbatim: $0.text) }
            .reduce(Text(verbatim: ""), +)
            .typed(.body)
            .foregroundColor(look.palette.ink)
    }
}

struct Note: View {
    let text: String
    var strong = false
    var color: Color?
    @Environment(\.look) private var look
    init(_ text: String, strong: Bool = false, color: Color? = nil) { (self.text, self.strong, self.color) = (text, strong, color) }
    var body: some View { Text(verbatim: text).typed(.note, strong: strong).foregroundColor(color ?? look.palette.ink2) }
}

/// Under a title: whose it is, and as of when. One line while it fits.
struct Subtitle: View {
    let who: String?
    let freshness: Freshness
    @Environment(\.look) private var look

    var body: some View {
        let time = AsOf(freshness).text(look.words)
        if let who {
            SideBySide(gap: 0) { Note(look.words.dots(who) + " ") } end: { Note(time) }
        } else {
            Note(time)
        }
    }
}

/// When the gateway last confirmed what is shown.
struct AsOf {
    let freshness: Freshness
    init(_ freshness: Freshness) { self.freshness = freshness }

    func text(_ words: Wording) -> String {
        guard let at = freshness.asOf else { return words.word("common_updated_never") }
        let key = switch freshness.source {
        case .fresh: "common_updated"
        case .stored: "common_updated_stored"
        case .storedOffline: "common_updated_offline"
        case .storedExpired: "common_updated_expired"
        }
        return words.word(key, .moment("time", at))
    }
}

/// Head of a group: on the ground, never inside a card.
struct SectionHead: View {
    let text: String
    @Environment(\.look) private var look
    init(_ text: String) { self.text = text }
    var body: some View {
        Text(verbatim: text).typed(.section, strong: true).foregroundColor(look.palette.ink)
            .accessibilityAddTraits(.isHeader)
            .padding(.top, Space.large)
            .padding(.bottom, Space.small)
    }
}

/// The largest thing on its screen, spoken as money.
struct AmountText: View {
    let money: Money
    @Environment(\.look) private var look
    init(_ money: Money) { self.money = money }
    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Space.tight) {
            Text(verbatim: look.words.amount(money)).typed(.amount, strong: true).lineLimit(1).minimumScaleFactor(0.6)
            Text(verbatim: look.words.word("common_yuan")).typed(.section, strong: true)
        }
        .foregroundColor(look.palette.ink)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(look.words.aloud(money))
    }
}
