import Foundation
import Testing
import Words
@testable import Kit

struct WordingTests {
    let zh = Wording(language: .zh), en = Wording(language: .en)

    @Test func anUnknownKeyStaysVisible() {
        #expect(zh.text(Says(key: "no_such_line", args: [])) == "{no_such_line}")
    }

    @Test(arguments: everyError) func everyErrorHasASentenceInBothLanguages(_ error: CitizenError) {
        let says = ErrorText(error).says
        #expect(Wording.knows(says.key), "\(says.key)")
        for wording in [zh, en] {
            let text = wording.text(says)
            #expect(!text.contains("{"), "\(text)")
            #expect(text.count > 5)
        }
    }

    @Test func noTwoErrorsSayTheSame() {
        let sentences = everyError.map { zh.text(ErrorText($0).says) }
        #expect(Set(sentences).count == sentences.count)
    }

    @Test func whatAsksNothingOfTheUserAgainOffersNoRetry() {
        #expect(ErrorText(.Offline).retry)
        #expect(!ErrorText(.Outdated).retry)
        #expect(!ErrorText(.Refused(refusal: .alreadyBeingPaid)).retry)
    }

    @Test func aWordInsideASentenceIsTakenFromTheSameLanguage() throws {
        let line = Line(zh: "{a}", enOne: nil, enOther: "{a}")
        let args = [Arg(name: "a", value: .word(key: "action_pay"))]
        #expect(zh.fill(line, args).map(\.text).joined() == Catalogue.lines["action_pay"]?.zh)
        #expect(en.fill(line, args).map(\.text).joined() == Catalogue.lines["action_pay"]?.enOther)
    }

    @Test func everyLineOfTheCatalogueIsWellFormed() {
        #expect(Catalogue.lines.count > 100)
        for (key, line) in Catalogue.lines {
            for text in [line.zh, line.enOther, line.enOne].compactMap({ $0 }) {
                #expect(!text.isEmpty && text.filter { $0 == "{" }.count == text.filter { $0 == "}" }.count, "\(key)")
            }
        }
    }
}

let everyError: [CitizenError] = [
    .Offline, .SignedOut, .Locked, .Cancelled, .Outdated, .Unavailable(retryAfterSeconds: nil), .Unavailable(retryAfterSeconds: 30),
    .StorageFull, .Internal(trace: "place"), .Pin(why: .needed), .Pin(why: .wrong(triesLeft: 3)), .Pin(why: .wait(seconds: 60)), .Pin(why: .blocked),
] + [
    Refusal.badCode, .expiredCode, .otherBureau, .notMatched, .tooManyTries, .wrongPin, .weakPin, .alreadyBeingPaid, .quoteMismatch,
    .rulesMissing, .rulesExpired, .rulesUnreadable,
    .notNow, .badAnswer, .notTrusted, .alreadyOpen, .notFound, .other,
].map { .Refused(refusal: $0) }
