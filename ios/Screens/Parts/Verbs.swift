import Kit
import SwiftUI

/// The one filled button of a screen.
struct PrimaryButton: View {
    let text: String
    var aloud: String?
    let action: @MainActor () -> Void
    @Environment(\.look) private var look
    @Environment(\.isEnabled) private var isEnabled

    init(_ text: String, aloud: String? = nil, action: @escaping @MainActor () -> Void) { (self.text, self.aloud, self.action) = (text, aloud, action) }

    var body: some View {
        Button(action: action) {
            Text(verbatim: text).typed(.section, strong: true)
                .multilineTextAlignment(.center)
                .foregroundColor(isEnabled ? look.palette.onAccent : look.palette.ink2)
                .padding(.horizontal, Space.medium)
                .frame(maxWidth: .infinity, minHeight: look.button)
                .background(isEnabled ? look.palette.accent : look.palette.line, in: RoundedRectangle(cornerRadius: Corner.button))
        }
        .buttonStyle(.plain)
        .accessibilityLabel(aloud ?? text)
    }
}

struct SecondaryButton: View {
    let text: String
    var icon: IconShape?
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    init(_ text: String, icon: IconShape? = nil, action: @escaping @MainActor () -> Void) { (self.text, self.icon, self.action) = (text, icon, action) }

    var body: some View {
        Button(action: action) {
            HStack(spacing: Space.small) {
                if let icon { Icon(shape: icon, size: 20) }
                BodyText(text, strong: true, color: look.palette.accent)
            }
            .padding(.horizontal, Space.medium)
            .frame(maxWidth: .infinity, minHeight: look.target)
            .background(look.palette.surface, in: RoundedRectangle(cornerRadius: Corner.button))
            .overlay { RoundedRectangle(cornerRadius: Corner.button).stroke(look.palette.outline, lineWidth: 1) }
        }
        .buttonStyle(.plain)
    }
}

/// A quiet verb: its word in accent, a full-size target around it.
struct TextVerb: View {
    let text: String
    var icon: IconShape?
    var aloud: String?
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    init(_ text: String, icon: IconShape? = nil, aloud: String? = nil, action: @escaping @MainActor () -> Void) {
        (self.text, self.icon, self.aloud, self.action) = (text, icon, aloud, action)
    }

    var body: some View {
        Button(action: action) {
            HStack(spacing: 6) {
                if let icon { Icon(shape: icon, size: 20) }
                Note(text, strong: true, color: look.palette.accent)
            }
            .frame(minWidth: look.target, minHeight: look.target)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(aloud ?? text)
    }
}

/// One of home's four. Icon over word; beside it where fewer stand in a row.
struct BigAction: View {
    let icon: IconShape
    let word: String
    var count: UInt32 = 0
    let wide: Bool
    let action: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        Button(action: action) {
            Group {
                if wide {
                    HStack(spacing: Space.inside) { parts }
                } else {
                    VStack(spacing: Space.small) { parts }
                }
            }
            .padding(Space.inside)
            .frame(maxWidth: .infinity, minHeight: 88)
            .background(look.palette.surface, in: RoundedRectangle(cornerRadius: Corner.card))
            .overlay { RoundedRectangle(cornerRadius: Corner.card).stroke(look.palette.outline, lineWidth: 1) }
        }
        .buttonStyle(.plain)
        .accessibilityLabel(count == 0 ? word : [word, unread].joined(separator: look.words.word("a11y_and")))
    }

    private var unread: String { look.words.word("screen_home_unread", .count("count", Int(count))) }

    @ViewBuilder private var parts: some View {
        Icon(shape: icon, size: look.elder ? 36 : 28)
        BodyText(word, strong: true)
        if count > 0 {
            Note("\(count)", strong: true, color: look.palette.onAccent)
                .padding(.horizontal, 6)
                .background(look.palette.accent, in: Capsule())
        }
    }
}

/// Something that can be chosen among others: its shape says whether it is, and so does its voice.
struct Choice: View {
    let text: String
    let chosen: Bool
    let action: @MainActor () -> Void
    @Environment(\.look) private var look
    @Environment(\.isEnabled) private var isEnabled

    var body: some View {
        Button(action: action) {
            HStack(spacing: Space.inside) {
                Mark(tone: chosen ? .done : .idle, size: 24)
                BodyText(text, strong: chosen, color: isEnabled ? look.palette.ink : look.palette.ink2)
                Spacer()
            }
            .padding(.horizontal, Space.medium)
            .frame(maxWidth: .infinity, minHeight: look.target)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(chosen ? look.words.word("a11y_selected", .text("text", text)) : text)
        .accessibilityAddTraits(chosen ? .isSelected : [])
    }
}
