import Kit
import SwiftUI

/// State and money first, then what it is, then what it costs, then its one verb. Elder mode drops the third.
struct AttentionCard: View {
    let item: AttentionView
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        SectionCard {
            CardBody {
                SideBySide(gap: Space.small) {
                    Chip(item.tone, item.state)
                } end: {
                    if let line { Note(line, strong: true, color: look.palette.ink).accessibilityLabel(aloud) }
                }
                SaysText(item.headline).padding(.top, Space.tight)
                if !look.elder, let body = item.body { Note(look.words.text(body)) }
            }
            CardVerb(look.words.text(item.verb), about: look.words.text(item.headline), action: action)
        }
    }

    private var person: String? { item.person.flatMap { $0.isEmpty ? nil : $0 } }

    /// Whose it is and how much, on one line.
    private var line: String? {
        let amount = item.amount.map { look.words.tidy(look.words.yuan($0)) }
        return person.map { person in amount.map { look.words.dots(person, $0) } ?? person } ?? amount
    }

    private var aloud: String {
        [person, item.amount.map { look.words.aloud($0) }].compactMap { $0 }.joined(separator: look.words.word("a11y_and"))
    }
}

/// The card in one line, all of it one target.
struct CardOneLine: View {
    let card: CardLineView
    let action: @MainActor () -> Void
    @Environment(\.look) private var look
    var body: some View {
        SectionCard {
            Button(action: action) {
                HStack(spacing: Space.small) {
                    SideBySide(gap: Space.small) { BodyText(look.words.text(card.headline)) } end: { Chip(card.tone, card.state) }
                    Icon(shape: .forward, size: 20, color: look.palette.ink2)
                }
                .padding(.horizontal, Space.medium)
                .padding(.vertical, Space.inside)
                .frame(maxWidth: .infinity, minHeight: 56)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
        }
    }
}

/// Four in a row, two, or one below the other, as the type allows.
struct FourActions: View {
    let unread: UInt32
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look
    @Environment(\.dynamicTypeSize) private var size

    private var columns: Int {
        if size >= .accessibility2 { return 1 }
        return look.elder || size > .xLarge || look.words.language != .zh ? 2 : 4
    }

    var body: some View {
        VStack(spacing: Space.small) {
            ForEach(Array(stride(from: 0, to: 4, by: columns)), id: \.self) { from in
                HStack(alignment: .top, spacing: Space.small) {
                    ForEach(from ..< from + columns, id: \.self) { action($0) }
                }
            }
        }
    }

    @ViewBuilder private func action(_ at: Int) -> some View {
        let wide = columns < 4
        switch at {
        case 0: BigAction(icon: .pay, word: look.words.word("action_pay"), wide: wide) { go(.payments) }
        case 1: BigAction(icon: .shield, word: look.words.word("action_insurance"), wide: wide) { go(.insurance) }
        case 2: BigAction(icon: .card, word: look.words.word("action_card"), wide: wide) { go(.card) }
        default: BigAction(icon: .message, word: look.words.word("action_inbox"), count: unread, wide: wide) { go(.messages) }
        }
    }
}

/// The newest messages and articles, below everything that needs someone.
struct Newest: View {
    let view: HomeView
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look
    var body: some View {
        if !view.messages.isEmpty {
            VStack(alignment: .leading, spacing: 0) {
                SectionHead(look.words.word("screen_home_newest"))
                SectionCard {
                    ForEach(view.messages, id: \.id) { row in MessageLine(row: row) }
                    CardVerb(look.words.word("action_all"), about: look.words.word("action_inbox")) { go(.messages) }
                }
            }
        }
        if !view.news.isEmpty {
            VStack(alignment: .leading, spacing: 0) {
                SectionHead(look.words.word("screen_home_news"))
                SectionCard {
                    ForEach(view.news, id: \.id) { row in
                        ListLine(first: row.title, second: row.summary, kind: look.words.text(row.name), at: row.at)
                    }
                }
            }
        }
    }
}

/// One message of a list, heard as one.
struct MessageLine: View {
    let row: MessageRowView
    @Environment(\.look) private var look
    var body: some View {
        let kind = [row.unread ? look.words.word("a11y_unread") : nil, look.words.text(row.name)].compactMap { $0 }
        ListLine(first: row.title, second: row.summary, kind: kind.joined(separator: " \u{B7} "), at: row.at, strong: row.unread)
    }
}

struct ListLine: View {
    let first: String, second: String, kind: String
    let at: Date
    var strong = false
    @Environment(\.look) private var look
    var body: some View {
        VStack(alignment: .leading, spacing: Space.tight) {
            SideBySide(gap: Space.small) {
                Note(kind, strong: strong, color: strong ? look.palette.accent : nil)
            } end: {
                Note(look.words.tidy(look.words.formats.moment(at)))
            }
            BodyText(look.words.tidy(first), strong: strong)
            if !second.isEmpty { Note(look.words.tidy(second)) }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .padding(.horizontal, Space.medium)
        .padding(.vertical, Space.inside)
        .accessibilityElement(children: .combine)
    }
}
