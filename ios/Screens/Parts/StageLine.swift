import Kit
import SwiftUI

/// The card's six steps and the order's four. Solid behind, dotted ahead; the current step opens.
struct StageLine: View {
    let steps: [StepView]
    var body: some View {
        VStack(alignment: .leading, spacing: 0) {
            ForEach(steps.indices, id: \.self) { at in
                Stage(step: steps[at], at: at + 1, of: steps.count, follows: at > 0 ? steps[at - 1].tone == .done : nil)
            }
        }
        .padding(.vertical, Space.small)
    }
}

private struct Stage: View {
    let step: StepView
    let at: Int, of: Int
    /// Whether the step before is behind us; `nil` for the first.
    let follows: Bool?
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL

    private var isCurrent: Bool { step.tone != .done && step.tone != .idle }

    var body: some View {
        HStack(alignment: .top, spacing: Space.inside) {
            VStack(spacing: Space.tight) {
                Mark(tone: step.tone, size: look.elder ? 28 : 24)
                if at < of { Link(solid: step.tone == .done) }
            }
            VStack(alignment: .leading, spacing: Space.tight) {
                facts
                if let call = step.call {
                    SecondaryButton(look.words.word("action_call", .text("phone", call)), icon: .phone) { dial(call, openURL) }
                        .padding(.top, Space.small)
                }
            }
        }
        .padding(.horizontal, Space.medium)
        .padding(.vertical, 11)
    }

    private var facts: some View {
        VStack(alignment: .leading, spacing: Space.tight) {
            SideBySide {
                BodyText(look.words.text(step.name), strong: isCurrent, color: step.tone == .idle ? look.palette.ink2 : look.palette.ink)
            } end: {
                if isCurrent { Chip(step.tone, step.state) } else { Note(time ?? usual ?? look.words.text(step.state)) }
            }
            if isCurrent {
                if let time { Note(time) }
                if let usual { Note(usual) }
            }
            if let note = step.note { SaysText(note) }
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(aloud)
    }

    private var time: String? { step.at.map { look.words.tidy(look.words.formats.moment($0)) } }
    private var usual: String? { step.usual.map { look.words.text($0) } }

    private var aloud: String {
        let place = look.words.word("common_step", .count("at", at), .count("of", of))
        let parts = [look.words.text(step.name), place, look.words.text(step.state), time, isCurrent || step.tone == .idle ? usual : nil, step.note.map { look.words.text($0) }]
        return parts.compactMap { $0 }.joined(separator: look.words.word("a11y_and"))
    }

    /// The way to the next step.
    private struct Link: View {
        let solid: Bool
        @Environment(\.look) private var look
        var body: some View {
            let ink = solid ? look.palette.done : look.palette.outline
            Canvas { context, area in
                var path = Path()
                if solid {
                    path.move(to: CGPoint(x: area.width / 2, y: 0))
                    path.addLine(to: CGPoint(x: area.width / 2, y: area.height))
                    context.stroke(path, with: .color(ink), lineWidth: 2)
                } else {
                    for y in stride(from: CGFloat(2), to: area.height, by: 7) {
                        path.addRect(CGRect(x: area.width / 2 - 1, y: y, width: 2, height: 2))
                    }
                    context.fill(path, with: .color(ink))
                }
            }
            .frame(width: 24)
            .frame(minHeight: Space.medium, maxHeight: .infinity)
            .accessibilityHidden(true)
        }
    }
}

/// Calls a number, in the phone's own way.
@MainActor func dial(_ number: String, _ openURL: OpenURLAction) {
    if let url = URL(string: "tel:\(number.filter { $0.isNumber || $0 == "+" })") { openURL(url) }
}
