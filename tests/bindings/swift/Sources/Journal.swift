import Foundation
import Kit

/// What the citizen would read, a line each, as ../JOURNEY.md says.
final class Journal {
    private(set) var lines: [String] = []
    private let wording = Wording(language: .zh)

    func note(_ step: String, _ field: String, _ texts: String...) {
        let line = "\(step) \(field): \(texts.map { wording.plain($0) }.joined(separator: " | "))"
        lines.append(line)
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// A sentence. What differs from run to run is not compared: moments, and an order's number.
    func text(_ says: Says) -> String {
        let args = says.args.map { arg in
            switch arg.value {
            case .moment: Arg.text(arg.name, "‹时间›")
            case let .text(text) where Self.isNumber(text): Arg.text(arg.name, "‹编号›")
            default: arg
            }
        }
        return wording.plain(Says(key: says.key, args: args))
    }

    func text(_ money: Money) -> String { wording.plain(wording.word("a11y_amount", .text("amount", wording.amount(money)))) }

    func text(_ error: any Error) -> String { text(ErrorText(CitizenError(error)).says) }

    /// The error that `work` must end with.
    func refusal<T>(_ work: () async throws -> T) async -> String {
        do {
            _ = try await work()
            return "no error"
        } catch {
            return text(error)
        }
    }

    func write(to file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    }

    private static func isNumber(_ text: String) -> Bool {
        text.count >= 20 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

/// An enum's case, as Rust and Kotlin write it.
func name(_ value: some Any) -> String {
    let text = String(describing: value).prefix { $0 != "(" }
    return text.prefix(1).uppercased() + text.dropFirst()
}
