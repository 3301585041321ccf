import Kit
import SwiftUI

/// How the card's making goes, how it stands, what is left to do, what is on it.
struct CardScreen: View {
    @StateObject private var pane: Pane<CardView>
    @StateObject private var reveal: RevealedHolder

    init(pane: @autoclosure @escaping () -> Pane<CardView>, card: @autoclosure @escaping () -> any CardProtocol) {
        _pane = StateObject(wrappedValue: pane())
        _reveal = StateObject(wrappedValue: RevealedHolder(card()))
    }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            CardContent(view: view, trouble: pane.trouble ?? reveal.trouble, reveal: reveal, refresh: { await pane.refresh() })
        }
        .task { await pane.open() }
        .onDisappear { reveal.hide() }
    }
}

struct CardContent: View {
    let view: CardView
    let trouble: CitizenError?
    @ObservedObject var reveal: RevealedHolder
    let refresh: @MainActor @Sendable () async -> Void
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.word("screen_card_title"), who: look.words.dots(view.person, look.words.text(view.kind)), freshness: view.freshness) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionCard {
                if view.progress.isEmpty {
                    CardBody {
                        Chip(view.tone, view.state)
                        SaysText(view.headline).padding(.top, Space.small)
                    }
                } else {
                    StageLine(steps: view.progress)
                }
            }
            .padding(.top, Space.medium)
            if let advice = view.advice { SaysText(advice).padding(.top, Space.small) }
            if !view.activation.isEmpty {
                SectionHead(look.words.word("screen_card_activate"))
                SectionCard { Tasks(tasks: view.activation) }
            }
            if !view.status.isEmpty {
                SectionHead(look.words.word("screen_card_status"))
                SectionCard { StatusLines(lines: view.status) }
            }
            SectionHead(look.words.word("screen_card_details"))
            HolderCard(masked: view.holder, reveal: reveal)
            Note(look.words.word("screen_card_reveal_note")).padding(.top, Space.small)
        }
        .refreshable { await refresh() }
    }
}

/// Three axes, never merged, each with the code as the bureau holds it.
private struct StatusLines: View {
    let lines: [StatusLineView]
    @Environment(\.look) private var look
    var body: some View {
        ForEach(lines.indices, id: \.self) { at in
            if at > 0 { Line() }
            SideBySide {
                BodyText(look.words.text(lines[at].axis), color: look.palette.ink2)
            } end: {
                Chip(lines[at].tone, lines[at].value)
            }
            .padding(.horizontal, Space.medium)
            .padding(.vertical, 11)
            .accessibilityElement(children: .combine)
        }
    }
}

private struct Tasks: View {
    let tasks: [TaskView]
    @Environment(\.look) private var look
    var body: some View {
        ForEach(tasks.indices, id: \.self) { at in
            if at > 0 { Line() }
            HStack(alignment: .top, spacing: Space.inside) {
                BodyText("\(at + 1)", strong: true, color: look.palette.ink2)
                VStack(alignment: .leading, spacing: Space.tight) {
                    SideBySide(gap: Space.small) {
                        BodyText(look.words.text(tasks[at].name), strong: true)
                    } end: {
                        Chip(tasks[at].tone, tasks[at].state)
                    }
                    Note(look.words.text(tasks[at].note))
                }
            }
            .padding(Space.medium)
            .accessibilityElement(children: .combine)
        }
    }
}

/// What is on the card: masked, or for a short while in full, with the time that is left.
private struct HolderCard: View {
    let masked: HolderView
    @ObservedObject var reveal: RevealedHolder
    @Environment(\.look) private var look
    var body: some View {
        SectionCard {
            FactList(facts: (reveal.holder ?? masked).facts).privacySensitive()
            VStack(spacing: Space.small) {
                if reveal.holder == nil {
                    SecondaryButton(look.words.word("action_reveal"), icon: .eye) { Task { await reveal.show() } }
                } else {
                    Note(look.words.word("screen_card_hidden_in", .count("count", reveal.secondsLeft)))
                    SecondaryButton(look.words.word("action_hide")) { reveal.hide() }
                }
            }
            .padding(.horizontal, Space.medium)
            .padding(.bottom, Space.medium)
        }
    }
}
