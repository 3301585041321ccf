import Foundation
import ShebaoCore
import Words

public enum Language: String, Sendable, CaseIterable {
    case zh, en

    /// As the core and HTTP write it.
    public var tag: String { self == .zh ? "zh-CN" : "en" }
}

/// A run of text that is bold or is not.
public struct Run: Equatable, Sendable {
    public let text: String
    public let bold: Bool
}

/// Turns the core's codes into sentences: the one place where a key meets the catalogue.
public struct Wording: Sendable {
    public let language: Language
    private let clock: @Sendable () -> Date
    private let zone: TimeZone

    public init(language: Language, zone: TimeZone = .current, clock: @escaping @Sendable () -> Date = { Date() }) {
        (self.language, self.zone, self.clock) = (language, zone, clock)
    }

    public var formats: Formats { Formats(language: language, now: clock(), zone: zone) }

    /// Whether the catalogue has this line.
    public static func knows(_ key: String) -> Bool { Catalogue.lines[key] != nil }

    /// A sentence of the core, with its one bold phrase.
    public func runs(_ says: Says) -> [Run] {
        guard let line = Catalogue.lines[says.key] else { return [Run(text: "{\(says.key)}", bold: false)] }
        return fill(line, says.args)
    }

    /// A sentence of the core where nothing can be bold.
    public func text(_ says: Says) -> String { runs(says).map(\.text).joined() }

    /// A line that the shell says by itself.
    public func word(_ key: String, _ args: Arg...) -> String { text(Says(key: key, args: args)) }

    /// The same for a log: without typographic marks.
    public func plain(_ says: Says) -> String { Typography.plain(text(says)) }

    public func plain(_ text: String) -> String { Typography.plain(text) }

    /// Text of ours that is no sentence: a masked name, a number. Only the marks are put in.
    public func tidy(_ text: String) -> String { Typography.tidy(text) }

    /// Parts of one line, which breaks, if it must, only between them.
    public func dots(_ parts: String...) -> String { parts.map { Typography.keep($0) }.joined(separator: " \u{B7} ") }

    public func amount(_ money: Money) -> String { formats.money(money.fen) }

    /// The amount with its unit, as text among others.
    public func yuan(_ money: Money) -> String { word("a11y_amount", .text("amount", amount(money))) }

    /// The amount as a screen reader is to say it.
    public func aloud(_ money: Money) -> String { word("a11y_amount", .text("amount", formats.spokenMoney(money.fen))) }

    /// A placeholder without an argument stays visible as `{name}`, so that nobody overlooks it.
    func fill(_ line: Line, _ args: [Arg]) -> [Run] {
        let one = args.contains { $0.name == "count" && $0.value == .count(count: 1) }
        let template = language == .zh ? line.zh : (one ? line.enOne : nil) ?? line.enOther
        var marked: [Typography.Marked] = [], keptBefore: Int?
        for piece in Template(template).pieces {
            let text = switch piece.what {
            case let .text(text): text
            case let .slot(name): args.first { $0.name == name }.map { value($0.value) } ?? "{\(name)}"
            }
            for scalar in text.unicodeScalars {
                if piece.kept != nil, keptBefore == piece.kept { marked.append((Typography.joiner, piece.bold)) }
                marked.append((scalar, piece.bold))
                keptBefore = piece.kept
            }
        }
        var runs: [(text: String, bold: Bool)] = []
        for (scalar, bold) in Typography.tidy(marked) {
            if runs.last?.bold != bold { runs.append(("", bold)) }
            runs[runs.count - 1].text.unicodeScalars.append(scalar)
        }
        return runs.map { Run(text: $0.text, bold: $0.bold) }
    }

    private func value(_ value: ArgValue) -> String {
        switch value {
        case let .text(text): text
        case let .word(key): plain(Says(key: key, args: []))
        case let .amount(amount): formats.money(amount.fen)
        case let .count(count): String(count)
        case let .rate(basisPoints): formats.rate(basisPoints)
        case let .day(day): formats.day(day)
        case let .month(month): formats.month(month)
        case let .months(months): formats.months(months)
        case let .moment(at): formats.moment(at)
        }
    }
}

/// What the shell itself puts into a line's placeholders.
extension Arg {
    public static func text(_ name: String, _ text: String) -> Arg { Arg(name: name, value: .text(text: text)) }
    public static func amount(_ name: String, _ amount: Money) -> Arg { Arg(name: name, value: .amount(amount: amount)) }
    public static func count(_ name: String, _ count: Int) -> Arg { Arg(name: name, value: .count(count: UInt32(clamping: count))) }
    public static func day(_ name: String, _ day: CalendarDate) -> Arg { Arg(name: name, value: .day(day: day)) }
    public static func moment(_ name: String, _ at: Date) -> Arg { Arg(name: name, value: .moment(at: at)) }
}
