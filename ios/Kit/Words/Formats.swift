import Foundation

/// How values look: money, days, months, moments, rates. `core/words/formats.json` says what each must give.
public struct Formats: Sendable {
    public let language: Language
    /// What lies on its day is shown by its time alone, what lies in its year without the year.
    public let now: Date
    public let zone: TimeZone

    public init(language: Language, now: Date, zone: TimeZone) {
        (self.language, self.now, self.zone) = (language, now, zone)
    }

    /// `2,000.00` for 200000 fen. The unit stands in the sentence.
    public func money(_ fen: Int64) -> String {
        let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        var grouped = "", digits = Substring(String(yuan))
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits = digits.dropLast(3)
        }
        return (fen < 0 ? "\u{2212}" : "") + digits + grouped + "." + two(Int(rest))
    }

    /// `2000` or `2000.50`: what a screen reader says, no comma and no `.00`.
    public func spokenMoney(_ fen: Int64) -> String {
        let (yuan, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        let minus = language == .zh ? "\u{8D1F}" : "minus "
        return (fen < 0 ? minus : "") + String(yuan) + (rest == 0 ? "" : "." + two(Int(rest)))
    }

    /// `2026-11-30` becomes 11 months and 30 days in the language's way; with the year if it is another one than now.
    public func day(_ iso: String) -> String {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? day(year: parts[0], month: parts[1], day: parts[2]) : iso
    }

    /// `2026-11`: always with the year.
    public func month(_ iso: String) -> String {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2 else { return iso }
        return language == .zh ? "\(parts[0])\u{5E74}\(parts[1])\u{6708}" : "\(short(parts[1])) \(parts[0])"
    }

    /// The year stands once for the months of one year.
    public func months(_ isos: [String]) -> String {
        let all = isos.map { $0.split(separator: "-").compactMap { Int($0) } }
        let items = isos.indices.map { at -> String in
            guard all[at].count == 2 else { return isos[at] }
            let year = all[at][0]
            if language == .zh, at > 0, all[at - 1].first == year { return "\(all[at][1])\u{6708}" }
            if language == .en, at + 1 < all.count, all[at + 1].first == year { return short(all[at][1]) }
            return month(isos[at])
        }
        guard language == .en, items.count > 1 else { return items.joined(separator: "\u{3001}") }
        return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    /// The time alone if it lies on the same day as now, else day and time. 24 hours, no leading zero.
    public func moment(_ at: Date) -> String {
        let (then, today) = (civil(at), civil(now))
        let time = "\(then.hour ?? 0):\(two(then.minute ?? 0))"
        if (then.year, then.month, then.day) == (today.year, today.month, today.day) { return time }
        return day(year: then.year ?? 0, month: then.month ?? 0, day: then.day ?? 0) + " " + time
    }

    /// `20%` for 2000 basis points, `8.5%` for 850.
    public func rate(_ basisPoints: UInt32) -> String {
        let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)%" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(two(Int(rest)))%"
    }

    private func day(year: Int, month: Int, day: Int) -> String {
        let other = year != civil(now).year
        return switch language {
        case .zh: (other ? "\(year)\u{5E74}" : "") + "\(month)\u{6708}\(day)\u{65E5}"
        case .en: "\(day) \(short(month))" + (other ? " \(year)" : "")
        }
    }

    private func civil(_ at: Date) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.dateComponents([.year, .month, .day, .hour, .minute], from: at)
    }

    private func short(_ month: Int) -> String {
        Typography.months.indices.contains(month - 1) ? Typography.months[month - 1] : "?"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
