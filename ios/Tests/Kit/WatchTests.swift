import Foundation
import Testing
@testable import Kit

@MainActor
struct WatchTests {
    @Test func onlyWhoShowsAPartHearsOfIt() async throws {
        let watch = Watch(), heard = Heard()
        let card = watch.listen(to: [.card]) { heard.changes.append($0) }
        try watch.onChange(change: .payments)
        try watch.onChange(change: .card)
        try await until { !heard.changes.isEmpty }
        #expect(heard.changes == [.card])
        withExtendedLifetime(card) {}
    }

    @Test func aListenerThatIsLetGoHearsNothingMore() async throws {
        let watch = Watch(), heard = Heard()
        var card: Listening? = watch.listen(to: [.card]) { heard.changes.append($0) }
        #expect(card != nil)
        card = nil
        let last = watch.listen(to: [.home]) { heard.changes.append($0) }
        try watch.onChange(change: .card)
        try watch.onChange(change: .home)
        try await until { !heard.changes.isEmpty }
        #expect(heard.changes == [.home])
        withExtendedLifetime(last) {}
    }

    @Test func whatWasShownStaysWhenReadingFails() async {
        let source = Source()
        let pane = Pane<String>(Watch(), [.card], view: { try await source.next() })
        await source.give(.success("first"))
        await pane.update()
        #expect(pane.view == "first")
        await source.give(.failure(CitizenError.Offline))
        await pane.update()
        #expect(pane.view == "first")
    }

    @Test func aPaneThatNeverHadAnythingSaysWhy() async {
        let source = Source()
        await source.give(.failure(CitizenError.StorageFull))
        let pane = Pane<String>(Watch(), [.card], view: { try await source.next() })
        await pane.update()
        guard case let .failed(error) = pane.shown else { return #expect(Bool(false), "\(pane.shown)") }
        #expect(error == .StorageFull)
    }

    @Test func beingOfflineIsNoTroubleButBeingRefusedIs() async {
        let refresh = Source(), source = Source()
        await source.give(.success("kept"))
        let pane = Pane<String>(Watch(), [.card], view: { try await source.next() }, refresh: { _ = try await refresh.next() })
        await refresh.give(.failure(CitizenError.Offline))
        await pane.open()
        #expect(pane.trouble == nil)
        await refresh.give(.failure(CitizenError.Refused(refusal: .notTrusted)))
        await pane.refresh()
        #expect(pane.trouble == .Refused(refusal: .notTrusted))
        #expect(pane.view == "kept")
    }

    @Test func aChangeMakesThePaneReadAgain() async throws {
        let watch = Watch(), source = Source()
        await source.give(.success("old"))
        let pane = Pane<String>(watch, [.card], view: { try await source.next() })
        await pane.update()
        await source.give(.success("new"))
        try watch.onChange(change: .card)
        try await until { pane.view == "new" }
    }
}

@MainActor final class Heard { var changes: [Change] = [] }

/// Answers what it was last given.
actor Source {
    private var answer: Result<String, any Error> = .failure(CitizenError.Offline)
    func give(_ answer: Result<String, any Error>) { self.answer = answer }
    func next() throws -> String { try answer.get() }
}

struct NeverCame: Error {}

@MainActor func until(_ done: () -> Bool) async throws {
    for _ in 0 ..< 2000 {
        if done() { return }
        try await Task.sleep(nanoseconds: 1_000_000)
    }
    throw NeverCame()
}
