import Kit
import SwiftUI

/// Everything a part needs to know about how things look and in which language they speak.
struct Look: Sendable {
    var palette = Palette.of(dark: false, high: false)
    var elder = false
    var highContrast = false
    var words = Wording(language: .zh)

    /// Least height of what can be pressed.
    var target: CGFloat { elder ? 60 : 48 }
    var button: CGFloat { elder ? 64 : 56 }

    func color(_ tone: Tone) -> Color {
        switch tone {
        case .done: palette.done
        case .now: palette.accent
        case .waiting: palette.waiting
        case .wrong, .missing: palette.wrong
        case .idle: palette.ink2
        }
    }

    func soft(_ tone: Tone) -> Color {
        switch tone {
        case .done: palette.doneSoft
        case .now: palette.accentSoft
        case .waiting: palette.waitingSoft
        case .wrong, .missing: palette.wrongSoft
        case .idle: highContrast ? palette.surface : palette.ground
        }
    }
}

private struct LookKey: EnvironmentKey { static let defaultValue = Look() }

extension EnvironmentValues {
    var look: Look {
        get { self[LookKey.self] }
        set { self[LookKey.self] = newValue }
    }
}

/// Reads the system's and the user's wishes, once, above everything else.
struct LookTheme: ViewModifier {
    @ObservedObject var settings: Preferences
    @Environment(\.colorScheme) private var scheme
    @Environment(\.colorSchemeContrast) private var contrast

    func body(content: Content) -> some View {
        content
            .environment(\.look, look)
            // Without it a phone set to Japanese draws Japanese shapes of the same characters.
            .environment(\.locale, Locale(identifier: settings.language == .zh ? "zh-Hans-CN" : "en"))
            .tint(look.palette.accent)
    }

    private var look: Look {
        let high = contrast == .increased
        return Look(
            palette: .of(dark: scheme == .dark, high: high), elder: settings.elder, highContrast: high,
            words: Wording(language: settings.language)
        )
    }
}

/// The 8-point grid; 4 only inside a group of lines that are read as one.
enum Space {
    static let tight: CGFloat = 4, small: CGFloat = 8, inside: CGFloat = 12, medium: CGFloat = 16, large: CGFloat = 24
}

enum Corner {
    static let card: CGFloat = 16, button: CGFloat = 12, chip: CGFloat = 8
}
