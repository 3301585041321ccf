import Combine
import Foundation

/// What the user chose for this device. Nothing personal.
@MainActor
public final class Preferences: ObservableObject {
    @Published public var elder: Bool { didSet { kept.set(elder, forKey: "elder") } }
    @Published public var language: Language { didSet { kept.set(language.rawValue, forKey: "language") } }
    private let kept: UserDefaults

    public init(_ kept: UserDefaults = .standard) {
        self.kept = kept
        elder = kept.bool(forKey: "elder")
        language = kept.string(forKey: "language").flatMap(Language.init) ?? .zh
    }
}
