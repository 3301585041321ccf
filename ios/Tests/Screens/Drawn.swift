import Foundation
import Kit
import SwiftUI
import Testing
@testable import Screens

/// Not the one of Foundation, which is a computer on a network.
typealias Host = SwiftUI.Host

/// A screen drawn headless, in the look of these settings, at a fixed time in China.
@MainActor
func drawn<V: View>(
    elder: Bool = false, language: Language = .zh, type: DynamicTypeSize = .large, high: Bool = false, _ view: @autoclosure @escaping () -> V
) -> Host {
    var look = Look()
    look.elder = elder
    look.highContrast = high
    look.palette = .of(dark: false, high: high)
    look.words = Wording(language: language, zone: china) { noon }
    return Host(view().environment(\.look, look), environment: { $0.dynamicTypeSize = type })
}

let china = TimeZone(secondsFromGMT: 8 * 3600)!
/// 2026-11-24 12:00 in China.
let noon = Date(timeIntervalSince1970: 1_795_492_800)
let fresh = Freshness(asOf: noon.addingTimeInterval(-3600), source: .fresh)
let offline = Freshness(asOf: noon.addingTimeInterval(-9000), source: .storedOffline)

func word(_ key: String) -> Says { Says(key: key, args: []) }

extension Host {
    /// What a screen reader meets, without the typographic marks that nobody sees.
    var read: String {
        Wording(language: .zh).plain(outline).components(separatedBy: "\n").filter { !$0.hasSuffix("(not spoken)") }.joined(separator: "\n")
    }

    /// Nothing on this screen is silent, and nothing in it is wired wrongly.
    func expectSound(_ at: SourceLocation = #_sourceLocation) {
        #expect(mute.isEmpty, "silent: \(mute.map(\.kind)) on\n\(outline)", sourceLocation: at)
        #expect(complaints.isEmpty, "\(complaints)", sourceLocation: at)
        #expect(!outline.contains("{"), "a placeholder or a key without words:\n\(outline)", sourceLocation: at)
    }
}

/// Remembers what was pressed.
@MainActor final class Pressed { var routes: [Route?] = []; var times = 0 }

@MainActor func settings() -> Preferences { Preferences(UserDefaults(suiteName: "test-\(UUID().uuidString)")!) }
