import Foundation
import Kit

/// What the app opens with.
@MainActor
enum Start {
    static let config = Config(directory: folder.path(), bureau: bureau, language: Language.zh.tag, client: "ios/\(version)")

    /// Signing keys in the Secure Enclave; the system's dialog speaks our words.
    static let keys = DeviceKeyStore { prompt in
        let words = Wording(language: UserDefaults.standard.string(forKey: "language").flatMap(Language.init) ?? .zh)
        return switch prompt {
        case let .confirmPayment(amount): words.word("screen_prompt_pay", .amount("amount", amount))
        case .confirmCancel: words.word("screen_prompt_cancel")
        case let .confirmMandate(cap): words.word("screen_prompt_mandate", .amount("amount", cap))
        case .confirmStopMandate: words.word("screen_prompt_mandate_stop")
        case .confirmRemoveDevice: words.word("screen_prompt_remove")
        case .confirmLossReport: words.word("screen_prompt_loss")
        case .confirmLossTakeBack: words.word("screen_prompt_loss_back")
        case .confirmReplaceCard: words.word("screen_prompt_replace")
        case .enrol: words.word("screen_prompt_enrol")
        }
    }

    /// Puts a file among the person's own, where the Files app finds, prints and shares it.
    static let save: @Sendable (Export) async throws -> Void = { export in
        do {
            let folder = try FileManager.default.url(for: .documentDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
            try export.bytes.write(to: folder.appendingPathComponent(export.name), options: .atomic)
        } catch {
            throw CitizenError.StorageFull
        }
    }

    private static var version: String { Bundle.main.infoDictionary?["CFBundleShortVersionString"] as? String ?? "0" }

    /// The bureau's public configuration, put into the app when it is built for a bureau. Without it nothing opens, and the screen says so.
    private static var bureau: String {
        Bundle.main.url(forResource: "bureau", withExtension: "json").flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    }

    /// The app's own folder, out of every backup: it can be had again from the bureau.
    private static var folder: URL {
        let all = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)
        var folder = (all.first ?? FileManager.default.temporaryDirectory).appending(path: "shebao", directoryHint: .isDirectory)
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication]
        )
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
        return folder
    }
}
