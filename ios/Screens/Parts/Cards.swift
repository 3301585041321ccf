import Kit
import SwiftUI

/// One thing you can open, or one group of facts. No card in a card, no shadow.
struct SectionCard<Content: View>: View {
    @ViewBuilder let content: Content
    @Environment(\.look) private var look
    var body: some View {
        VStack(alignment: .leading, spacing: 0) { content }
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(look.palette.surface)
            .clipShape(RoundedRectangle(cornerRadius: Corner.card))
            .overlay { RoundedRectangle(cornerRadius: Corner.card).stroke(look.palette.line, lineWidth: 1) }
    }
}

struct CardBody<Content: View>: View {
    @ViewBuilder let content: Content
    var body: some View {
        VStack(alignment: .leading, spacing: Space.tight) { content }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(Space.medium)
    }
}

struct Line: View {
    @Environment(\.look) private var look
    var body: some View { Rectangle().fill(look.palette.line).frame(height: 1).accessibilityHidden(true) }
}

/// Last line of a card: its one verb, the whole width. Aloud it says what it is about.
struct CardVerb: View {
    let text: String
    var about: String?
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    init(_ text: String, about: String? = nil, action: @escaping @MainActor () -> Void) { (self.text, self.about, self.action) = (text, about, action) }

    var body: some View {
        VStack(spacing: 0) {
            Line()
            Button(action: action) {
                HStack(spacing: Space.small) {
                    BodyText(text, strong: true, color: look.palette.accent)
                    Spacer()
                    Icon(shape: .forward, size: 20)
                }
                .padding(.horizontal, Space.medium)
                .frame(maxWidth: .infinity, minHeight: look.target)
                .contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityLabel([text, about].compactMap { $0 }.joined(separator: look.words.word("a11y_and")))
        }
    }
}

/// Two texts on one line while they fit, one under the other when they do not.
struct SideBySide<Start: View, End: View>: View {
    var gap: CGFloat = Space.medium
    @ViewBuilder let start: Start
    @ViewBuilder let end: End

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack(alignment: .firstTextBaseline, spacing: gap) {
                start.lineLimit(1)
                Spacer(minLength: 0)
                end.lineLimit(1)
            }
            VStack(alignment: .leading, spacing: Space.tight) {
                start
                end
            }
        }
    }
}

/// A fact: heard as one.
struct FactRow: View {
    let fact: FactView
    var aloud: String?
    @Environment(\.look) private var look

    var body: some View {
        SideBySide {
            BodyText(look.words.text(fact.label), color: look.palette.ink2)
        } end: {
            BodyText(look.words.text(fact.value))
        }
        .padding(.vertical, 11)
        .accessibilityElement(children: .combine)
    }
}

/// Facts of one subject, a line between them.
struct FactList: View {
    let facts: [FactView]
    var body: some View {
        VStack(alignment: .leading, spacing: 0) {
            ForEach(facts.indices, id: \.self) { at in
                if at > 0 { Line() }
                FactRow(fact: facts[at])
            }
        }
        .padding(.horizontal, Space.medium)
        .padding(.vertical, Space.small)
    }
}

/// What will happen, in order. On the ground: it is text, not a thing.
struct Numbered: View {
    let lines: [Says]
    @Environment(\.look) private var look
    var body: some View {
        VStack(alignment: .leading, spacing: Space.small) {
            ForEach(lines.indices, id: \.self) { at in
                HStack(alignment: .firstTextBaseline, spacing: Space.inside) {
                    BodyText("\(at + 1)", strong: true, color: look.palette.accent)
                    SaysText(lines[at])
                }
                .accessibilityElement(children: .combine)
            }
        }
    }
}
