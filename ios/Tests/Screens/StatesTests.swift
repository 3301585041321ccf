import Kit
import SwiftUI
import Testing
@testable import Screens

/// Loading, failure, and the app around the screens.
@MainActor
struct StatesTests {
    @Test func loadingIsWordsAndAfterTenSecondsAWayOut() {
        let waiting = drawn(Waiting(long: false))
        #expect(waiting.read == "group “正在加载”\ntext “正在加载”")
        waiting.expectSound()
        #expect(drawn(Waiting(long: true)).read.contains("仍在加载，可以取消。"))
    }

    @Test func aFailureSaysWhyAndOffersOnlyWhatHelps() throws {
        let pressed = Pressed()
        let failed = drawn(Failure(error: .Offline) { pressed.times += 1 })
        failed.expectSound()
        try failed.tap("重试")
        #expect(pressed.times == 1)
        let outdated = drawn(Failure(error: .Outdated) {})
        #expect(!outdated.read.contains("重试") && outdated.read.contains("12333"))
    }

    @Test func theSameFailureIsContentOnceThereIsContent() {
        #expect(drawn(ShownView(shown: Shown<String>.content("x"), retry: {}) { Text(verbatim: $0) }).texts == ["x"])
    }

    @Test func anAppThatCannotOpenSaysSoAndTriesAgain() async throws {
        let once = Once()
        let shell = Shell { _ in
            await once.count()
            throw CitizenError.Refused(refusal: .alreadyOpen)
        }
        let screen = Host(RootScreen(shell: shell, settings: settings()))
        await screen.settle()
        #expect(screen.read.contains("应用已在另一处打开"))
        screen.expectSound()
    }

    @Test func whatCountsDownEndsByItself() async throws {
        let screen = drawn(CountDown(seconds: 1, of: 1) { Text(verbatim: $0 > 0 ? "wait" : "again") })
        #expect(screen.texts == ["wait"])
        try await screen.until { screen.texts == ["again"] }
    }

    @Test func darkAndHighContrastHaveTheirOwnColours() {
        let all = [false, true].flatMap { dark in [false, true].map { Palette.of(dark: dark, high: $0) } }
        #expect(Set(all.map(\.ink)).count == 4)
        for palette in all { #expect(palette.ink != palette.surface && palette.accent != palette.onAccent) }
    }

    @Test func everyIconsPathCanBeRead() {
        for shape in [IconShape.forward, .close, .phone, .pay, .shield, .card, .message, .settings, .letters, .eye, .offline] {
            _ = PathData(shape.rawValue).path(1)
        }
    }
}

actor Once {
    private(set) var times = 0
    func count() { times += 1 }
}
