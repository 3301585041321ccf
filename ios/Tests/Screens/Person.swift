import Foundation
import Kit
import Sandbox
import SwiftUI
import Testing
@testable import Screens

/// Someone who reads, presses and types, over the real core and a gateway of one's own. Everything waits until it can be done, and is done once.
@MainActor
final class Person {
    let sandbox: Sandbox
    let keys: FileKeyStore
    let shell: Shell
    let settings: Preferences = ScreensTests.settings()
    let host: Host
    private let folder: URL
    private var lines: [String] = []
    private let wording = Wording(language: .zh)

    /// `secureLock`: whether the phone has a passcode.
    init(seed: Int = 7, secureLock: Bool = true) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "walk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "app"), withIntermediateDirectories: true)
        let sandbox = try Sandbox(seed: seed), keys = try FileKeyStore(file: folder.appending(path: "keys").path(), secureLock: secureLock)
        let config = Config(directory: folder.appending(path: "app").path(), bureau: sandbox.bureau, language: Language.zh.tag, client: "swift/0.1.0")
        let shell = Shell(config, keys: keys), settings = settings
        (self.sandbox, self.keys, self.shell) = (sandbox, keys, shell)
        host = Host(RootScreen(shell: shell, settings: settings))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Everything that can be read or heard now, without the marks that nobody sees.
    private var shown: [String] { (host.seen + host.all().map(\.spoken)).map(wording.plain) }

    func sees(_ text: String, _ at: SourceLocation = #_sourceLocation) async throws {
        try await until("“\(text)” is shown", at) { shown.contains { $0.contains(text) } }
    }

    func seesNot(_ text: String, _ at: SourceLocation = #_sourceLocation) async throws {
        try await until("“\(text)” is gone", at) { !shown.contains { $0.contains(text) } }
    }

    /// The first button whose name begins so.
    func press(_ text: String, _ at: SourceLocation = #_sourceLocation) async throws {
        host.tap(try await some([.button], "“\(text)” to press", at) { $0.hasPrefix(text) })
    }

    /// An option of a question, and waits until it is chosen.
    func choose(_ text: String, _ at: SourceLocation = #_sourceLocation) async throws {
        let chosen = "，已选", before = names(.button).filter { $0.hasSuffix(chosen) }.count
        host.tap(try await some([.button], "“\(text)” to choose", at) { $0.hasPrefix(text) && !$0.hasSuffix(chosen) })
        try await until("“\(text)” is chosen", at) { names(.button).filter { $0.hasSuffix(chosen) }.count == before + 1 }
    }

    func type(_ text: String, into field: String, _ at: SourceLocation = #_sourceLocation) async throws {
        host.enter(text, into: try await some([.field, .secureField], "the field “\(field)”", at) { $0 == field })
    }

    /// Notes what is to be read here, and checks what holds on every screen.
    func reads(_ screen: String, _ at: SourceLocation = #_sourceLocation) {
        host.expectSound(at)
        for text in host.seen.map(Self.comparable) where !text.isEmpty {
            let line = "\(screen): \(text)"
            if !lines.contains(line) { lines.append(line) }
        }
    }

    /// Where the suite wants the texts, if it does; see tests/bindings/SCREENS.md.
    func write(_ screens: String = "") throws {
        guard let file = ProcessInfo.processInfo.environment["SHEBAO_SCREENS"] else { return }
        let text = lines.filter { $0.hasPrefix(screens) }.map { $0 + "\n" }.joined()
        // Added to what other walks left there, which end at the same time as this one.
        guard let open = fopen(file, "a") else { throw CocoaError(.fileWriteUnknown) }
        fputs(text, open)
        fclose(open)
    }

    func until(_ what: String, _ at: SourceLocation = #_sourceLocation, _ holds: () async throws -> Bool) async throws {
        let end = Date().addingTimeInterval(20)
        while true {
            if try await holds() { return }
            guard Date() < end else {
                Issue.record("it did not come: \(what); the screen is\n\(host.outline)", sourceLocation: at)
                throw NeverCame()
            }
            try await Task.sleep(nanoseconds: 10_000_000)
        }
    }

    private func names(_ kind: Node.Kind) -> [String] { host.all(kind).filter(\.isEnabled).map { wording.plain($0.spoken) } }

    private func some(_ kinds: Set<Node.Kind>, _ what: String, _ at: SourceLocation, _ fits: (String) -> Bool) async throws -> Node {
        func found() -> Node? { host.all().first { kinds.contains($0.kind) && $0.isEnabled && fits(wording.plain($0.spoken)) } }
        try await until(what, at) { found() != nil }
        return try #require(found())
    }

    /// What differs from run to run is not compared: times of day with their day, numbers of orders and of the bank, seconds that are left.
    nonisolated static func comparable(_ text: String) -> String {
        var text = Wording(language: .zh).plain(text).trimmingCharacters(in: .whitespaces)
        let patterns = [
            ("(\\d{4}年)?(\\d{1,2}月\\d{1,2}日 |今天 |昨天 )?\\d{1,2}:\\d{2}", "‹时间›"), ("[0-9A-Za-z-]{20,}|([0-9a-f]{4} ){3,}[0-9a-f]{4}|TB[0-9A-Z]{12}", "‹编号›"), ("\\d+ 秒", "‹秒›"),
        ]
        for (pattern, name) in patterns {
            text = text.replacingOccurrences(of: pattern, with: name, options: .regularExpression)
        }
        return text
    }

    struct NeverCame: Error {}
}
