import Foundation
import Testing
import Words
@testable import Kit

/// `core/words/formats.json` holds Rust, Kotlin and Swift to the same answers; this is Swift's turn.
struct FormatsTests {
    @Test func everySharedVectorHasItsAnswer() throws {
        let vectors = try vectors()
        #expect(vectors.count > 100)
        for vector in vectors {
            let answer = try answer(to: vector)
            #expect(answer == vector["expected"] as? String, "\(vector)")
        }
    }

    private func vectors() throws -> [[String: Any]] {
        let data = try Data(contentsOf: repository.appending(path: "core/words/formats.json"))
        return try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }

    private func answer(to vector: [String: Any]) throws -> String {
        let reference = vector["reference"] as? String ?? "2026-11-24T10:00:00+08:00"
        let language: Language = vector["language"] as? String == "zh" ? .zh : .en
        let zone = try #require(TimeZone(secondsFromGMT: offset(reference)))
        let now = try moment(reference)
        let wording = Wording(language: language, zone: zone) { now }
        let formats = wording.formats
        let input = vector["input"] as Any
        let text = input as? String ?? "", number = (input as? NSNumber)?.int64Value ?? 0
        switch vector["kind"] as? String {
        case "money": return formats.money(number)
        case "spoken_money": return formats.spokenMoney(number)
        case "day": return formats.day(text)
        case "month": return formats.month(text)
        case "months": return formats.months(try #require(input as? [String]))
        case "moment": return formats.moment(try moment(text))
        case "rate": return formats.rate(UInt32(number))
        case "count": return wording.fill(Line(zh: "{n}", enOne: nil, enOther: "{n}"), [Arg(name: "n", value: .count(count: UInt32(number)))]).map(\.text).joined()
        case "tidy": return Typography.tidy(text)
        case "keep": return Typography.keep(text)
        case "plain": return Typography.plain(text)
        case "fill": return filled(wording, try #require(input as? [String: Any]))
        case let kind: throw Unknown(kind: kind)
        }
    }

    private struct Unknown: Error { let kind: String? }

    private func filled(_ wording: Wording, _ input: [String: Any]) -> String {
        let line = Line(zh: input["zh"] as? String ?? "", enOne: input["en_one"] as? String, enOther: input["en_other"] as? String ?? "")
        let args = (input["args"] as? [[String: Any]] ?? []).map { Arg(name: $0["name"] as? String ?? "", value: value($0)) }
        return wording.fill(line, args).map { $0.bold ? "<b>\($0.text)</b>" : $0.text }.joined()
    }

    private func value(_ arg: [String: Any]) -> ArgValue {
        let text = arg["value"] as? String ?? "", number = (arg["value"] as? NSNumber)?.int64Value ?? 0
        switch arg["kind"] as? String {
        case "text": return .text(text: text)
        case "word": return .word(key: text)
        case "money": return .amount(amount: Money(fen: number))
        case "count": return .count(count: UInt32(number))
        case "rate": return .rate(basisPoints: UInt32(number))
        case "day": return .day(day: text)
        case "month": return .month(month: text)
        case let kind: return .text(text: "no value \(kind ?? "")")
        }
    }

    private func moment(_ text: String) throws -> Date { try #require(ISO8601DateFormatter().date(from: text)) }

    private func offset(_ text: String) -> Int {
        guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }), text[sign...].count == 6 else { return 0 }
        let parts = text[text.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
        return (parts[0] * 3600 + parts[1] * 60) * (text[sign] == "-" ? -1 : 1)
    }
}

/// The top of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
