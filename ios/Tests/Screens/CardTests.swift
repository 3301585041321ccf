import Kit
import SwiftUI
import Testing
@testable import Screens

@MainActor
struct CardTests {
    func screen(_ view: CardView, feature: FakeCard = FakeCard(), trouble: CitizenError? = nil, type: DynamicTypeSize = .large) -> Host {
        let reveal = RevealedHolder(feature)
        return drawn(type: type, CardContent(view: view, trouble: trouble, reveal: reveal, refresh: {}))
    }

    @Test func stepsActivationStatusAndHolderInThisOrder() {
        let screen = screen(card())
        #expect(screen.read == """
        group
          group
            text “社保卡办理进度” #
            text “王＊ · 我的卡 ”
            text “更新于 11:00”
            group “数据采集，第 1 步，共 3 步，已完成，9月27日 15:06”
            group “制卡检测，第 2 步，共 3 步，比平时久，11月1日 8:26，领卡时在银行网点办理，要设金融密码。”
            button “拨打 12333”
            group “发卡领卡，第 3 步，共 3 步，未开始”
            text “领卡后按顺序激活” #
            group “1, 银行金融功能, 未开始, 领卡时在银行网点办理，要设金融密码。”
            text “使用状态” #
            group “使用状态, 未开始”
            text “卡内信息” #
            group “姓名, 王＊ · ”
            button “显示完整信息”
            text “需要先解锁，30 秒后自动隐藏。”
          toolbar
            button “拨打 12333 咨询”
        """)
        screen.expectSound()
    }

    @Test func withoutAnApplicationThereAreNoSteps() {
        let screen = screen(card(progress: false))
        #expect(!screen.read.contains("共 3 步") && screen.read.contains("制卡检测"))
        screen.expectSound()
    }

    @Test func fullDataIsShownWithItsTimeAndHidesByItself() async throws {
        let feature = FakeCard()
        feature.revealed = HolderView(facts: [FactView(label: word("screen_enrol_name"), value: Says(key: "common_person", args: [.text("name", "王芳"), .text("relation", "")]))], hiddenAgainAt: Date().addingTimeInterval(1.2))
        let screen = screen(card(), feature: feature)
        #expect(!screen.read.contains("王芳"))
        try screen.tap("显示完整信息")
        try await screen.until { screen.read.contains("王芳") }
        #expect(screen.read.contains("秒后自动隐藏"))
        screen.expectSound()
        try await screen.until { !screen.read.contains("王芳") }
    }

    @Test func hidingNeedsNoWaiting() async throws {
        let feature = FakeCard()
        feature.revealed = HolderView(facts: [], hiddenAgainAt: Date().addingTimeInterval(30))
        let screen = screen(card(), feature: feature)
        try screen.tap("显示完整信息")
        try await screen.until { screen.read.contains("“隐藏”") }
        try screen.tap("隐藏")
        #expect(screen.read.contains("显示完整信息"))
    }

    @Test func aLockedSessionSaysWhyNothingWasRevealed() async throws {
        let feature = FakeCard()
        let reveal = RevealedHolder(feature)
        await reveal.show()
        #expect(reveal.trouble == .Locked)
        #expect(reveal.holder == nil)
    }

    @Test func troubleStandsAboveWhatStaysReadable() {
        let screen = screen(card(offline), trouble: .Unavailable(retryAfterSeconds: nil))
        #expect(screen.read.contains("服务暂时不可用"))
        #expect(screen.read.contains("更新于 9:30 · 离线"))
        #expect(screen.read.contains("共 3 步"))
        screen.expectSound()
    }
}

/// A card that reveals what the test says, or is locked.
final class FakeCard: CardProtocol, @unchecked Sendable {
    var revealed: HolderView?
    func view() async throws -> CardView { card() }
    func refresh() async throws {}
    func holder(reveal _: Reveal) async throws -> HolderView {
        guard let revealed else { throw CitizenError.Locked }
        return revealed
    }

    // What no screen asks for yet.
    func history() async throws -> CardHistoryView { throw CitizenError.Offline }
    func places(kind: PlaceKind, near: Position?) async throws -> PlacesView { throw CitizenError.Offline }
    func passwords() async throws -> PasswordsView { throw CitizenError.Offline }
    func losses() async throws -> LossesView { throw CitizenError.Offline }
    func checkLoss(draft: LossDraft) async throws -> LossDraftView { throw CitizenError.Offline }
    func reportLoss(draft: LossDraft, pin: String?) async throws -> LossesView { throw CitizenError.Offline }
    func takeBackLoss(report: String, pin: String?) async throws -> LossesView { throw CitizenError.Offline }
    func replaceCard(pin: String?) async throws -> LossesView { throw CitizenError.Offline }
}
