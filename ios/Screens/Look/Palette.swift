import SwiftUI

/// The colours, by what they are for. Contrasts were computed; nobody else names a colour.
struct Palette: Equatable, Sendable {
    let ground, surface, ink, ink2, accent, onAccent, accentSoft: Color
    let done, doneSoft, waiting, waitingSoft, wrong, wrongSoft: Color
    /// Edge of anything you can operate: 3:1 or more.
    let outline: Color
    /// Edge of a card and line between rows. Grouping only.
    let line: Color

    static func of(dark: Bool, high: Bool) -> Palette { high ? contrasting(dark) : dark ? night : day }

    private static let day = Palette(
        ground: .hex(0xF5F7F9), surface: .hex(0xFFFFFF), ink: .hex(0x15202B), ink2: .hex(0x4B5865),
        accent: .hex(0x0A5C8F), onAccent: .hex(0xFFFFFF), accentSoft: .hex(0xEAF2F8),
        done: .hex(0x17693A), doneSoft: .hex(0xE3F3E8), waiting: .hex(0x7A4F00), waitingSoft: .hex(0xFBF0D9),
        wrong: .hex(0xA5231B), wrongSoft: .hex(0xFBE6E4), outline: .hex(0x7A8794), line: .hex(0xD8DEE4)
    )

    private static let night = Palette(
        ground: .hex(0x11171D), surface: .hex(0x1A222A), ink: .hex(0xE7EDF3), ink2: .hex(0xA9B6C2),
        accent: .hex(0x8CC8F2), onAccent: .hex(0x11171D), accentSoft: soft(0x8CC8F2),
        done: .hex(0x84D3A0), doneSoft: soft(0x84D3A0), waiting: .hex(0xF0C36B), waitingSoft: soft(0xF0C36B),
        wrong: .hex(0xFFB3AB), wrongSoft: soft(0xFFB3AB), outline: .hex(0x7A8794), line: .hex(0x33404C)
    )

    private static func contrasting(_ dark: Bool) -> Palette {
        let base = dark ? night : day
        let (ink, paper): (Color, Color) = dark ? (.white, .black) : (.black, .white)
        return Palette(
            ground: paper, surface: paper, ink: ink, ink2: ink, accent: base.accent, onAccent: paper, accentSoft: paper,
            done: base.done, doneSoft: paper, waiting: base.waiting, waitingSoft: paper, wrong: base.wrong, wrongSoft: paper,
            outline: ink, line: ink
        )
    }

    /// 16 % of a tone on the night's surface.
    private static func soft(_ tone: UInt32) -> Color {
        func part(_ shift: UInt32) -> Double {
            0.16 * Double(tone >> shift & 0xFF) / 255 + 0.84 * Double(0x1A222A >> shift & 0xFF) / 255
        }
        return Color(red: part(16), green: part(8), blue: part(0))
    }
}

extension Color {
    static func hex(_ rgb: UInt32) -> Color {
        Color(red: Double(rgb >> 16 & 0xFF) / 255, green: Double(rgb >> 8 & 0xFF) / 255, blue: Double(rgb & 0xFF) / 255)
    }
}
