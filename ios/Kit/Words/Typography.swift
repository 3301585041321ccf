/// Chinese typography: a number never parts from its unit, a date never breaks. The rules stand in core/words;
/// `formats.json` there holds Rust, Kotlin and this to the same answers.
enum Typography {
    typealias Marked = (scalar: Unicode.Scalar, bold: Bool)

    /// Forbids a break between its neighbours and is not seen.
    static let joiner: Unicode.Scalar = "\u{2060}"
    /// A space at which no line breaks.
    static let hardSpace: Unicode.Scalar = "\u{A0}"
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// What counts or measures, and what a date is made of.
    private static let units = Set("\u{5E74}\u{6708}\u{65E5}\u{5929}\u{4E2A}\u{5143}\u{79D2}\u{5206}\u{65F6}\u{4EF6}\u{6761}\u{6B21}\u{6B65}\u{7B14}\u{4F4D}\u{5F20}\u{4EFD}\u{9879}%".unicodeScalars)
    private static let year: Unicode.Scalar = "\u{5E74}", month: Unicode.Scalar = "\u{6708}"
    /// English words that a number before them does not part from.
    private static let words: Set<String> = [
        "yuan", "day", "days", "month", "months", "year", "years", "second", "seconds", "minute", "minutes",
        "hour", "hours", "thing", "things", "unread",
    ]

    static func tidy(_ text: String) -> String {
        string(tidy(text.unicodeScalars.map { ($0, false) }))
    }

    static func keep(_ text: String) -> String {
        text.unicodeScalars.map { String($0) }.joined(separator: String(joiner))
    }

    /// Takes the marks out again.
    static func plain(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != joiner { out.append(scalar == hardSpace ? " " : scalar) }
        return String(out)
    }

    /// Over characters that know whether they are bold; a mark is as bold as what stands before it.
    static func tidy(_ text: [Marked]) -> [Marked] {
        let plain = text.map(\.scalar)
        var out: [Marked] = []
        for (at, (scalar, bold)) in text.enumerated() {
            let before = at > 0 ? plain[at - 1] : nil
            if let before, belongs(before, scalar), let last = out.last { out.append((joiner, last.bold)) }
            out.append((scalar == " " && holds(plain, at) ? hardSpace : scalar, bold))
        }
        return out
    }

    private static func string(_ text: [Marked]) -> String {
        var out = String.UnicodeScalarView()
        out.append(contentsOf: text.map(\.scalar))
        return String(out)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0" ... "9").contains(scalar) }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a" ... "z").contains(scalar) || ("A" ... "Z").contains(scalar) }

    private static func belongs(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        isDigit(before) && units.contains(after) || (before == year || before == month) && isDigit(after)
    }

    /// Whether the space at `at` stands between a number and its unit.
    private static func holds(_ text: [Unicode.Scalar], _ at: Int) -> Bool {
        let digitBefore = at > 0 && isDigit(text[at - 1])
        let rest = text[(at + 1)...]
        guard let after = rest.first else { return false }
        if digitBefore, units.contains(after) { return true }
        let next = String(String.UnicodeScalarView(rest.prefix(while: isLetter)))
        if digitBefore, words.contains(next) || months.contains(next) { return true }
        let last = String(String.UnicodeScalarView(text[..<at].reversed().prefix(while: isLetter).reversed()))
        return isDigit(after) && months.contains(last)
    }
}
