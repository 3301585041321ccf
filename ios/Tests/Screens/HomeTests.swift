import Kit
import SwiftUI
import Testing
@testable import Screens

@MainActor
struct HomeTests {
    let pressed = Pressed()

    func screen(_ view: HomeView, elder: Bool = false, language: Language = .zh, type: DynamicTypeSize = .large) -> Host {
        let settings = settings(), pressed = pressed
        settings.elder = elder
        return drawn(elder: elder, language: language, type: type, HomeContent(view: view, settings: settings, go: { pressed.routes.append($0) }, refresh: { pressed.times += 1 }))
    }

    @Test func theTitleAnswersThenComesWhatIsUrgent() throws {
        let screen = screen(home(attention: [attention("a", .bill(id: "b7"))]))
        #expect(screen.read == """
        text “回到首页” #
        text “社保 · 测试城市社会保险”
        text “演示 · 虚构城市”
        button “长辈版”
        button “设置”
        group
          text “1 件事需要您留意” #
          text “王＊ ”
          text “更新于 11:00”
          text “还剩 6 天”
          text “王＊，420 元”
          text “缴费 11月30日缴费截止”
          text “已收到的内容仍可查看，缴费需要先登录。”
          button “去缴费，缴费 11月30日缴费截止”
          button “制卡检测, 比平时久”
          button “缴费”
          button “查五险”
          button “我的卡”
          button “消息”
        """)
        screen.expectSound()
        try screen.tap(screen.all(.button).first { $0.spoken.hasPrefix("去缴费") }!.spoken)
        #expect(pressed.routes == [.bill("b7")])
    }

    @Test func whenNothingNeedsTheCitizenItSaysSoWithTheTime() {
        let screen = screen(home())
        #expect(screen.read.contains("一切正常") && screen.read.contains("更新于 11:00"))
        #expect(!screen.read.contains("件事"))
        screen.expectSound()
    }

    @Test func signedOutOffersToSignIn() throws {
        let screen = screen(home(Freshness(asOf: nil, source: .stored), person: nil, card: false))
        try screen.tap("登录")
        #expect(pressed.routes == [.signIn])
        #expect(!screen.read.contains("还没有数据"))
    }

    @Test func offlineKeepsTheContentAndSaysSinceWhen() {
        let screen = screen(home(offline, attention: [attention("a", .card)]))
        #expect(screen.read.contains("没有连接网络。已显示 9:30 的数据，联网后会自动更新。"))
        #expect(screen.read.contains("更新于 9:30 · 离线"))
        #expect(screen.read.contains("1 件事需要您留意"))
        screen.expectSound()
    }

    @Test func elderModeShowsTwoThingsAndFourActionsAndCountsTheRest() throws {
        let items = (1 ... 4).map { attention("a\($0)", .card) }
        let screen = screen(home(attention: items, messages: true), elder: true)
        #expect(screen.all(.button).filter { $0.spoken.hasPrefix("去缴费") }.count == 2)
        #expect(screen.read.contains("还有 2 件"))
        #expect(screen.read.contains("标准版"))
        for gone in ["最新消息", "设置", "比平时久", "已收到的内容"] { #expect(!screen.read.contains(gone), "\(gone)") }
        screen.expectSound()
    }

    @Test func messagesAreCountedAloud() throws {
        let screen = screen(home(messages: true))
        try screen.tap("消息，2\u{A0}条未读")
        #expect(pressed.routes == [.messages])
        #expect(screen.read.contains("未读 · 待遇"))
    }

    @Test func pullingRefreshes() async {
        let screen = screen(home())
        await screen.pull()
        #expect(pressed.times == 1)
    }

    @Test(arguments: [DynamicTypeSize.large, .xxxLarge, .accessibility5], Language.allCases)
    func everySizeAndLanguageSaysEverything(_ type: DynamicTypeSize, _ language: Language) {
        screen(home(offline, attention: [attention("a", .card)], messages: true), language: language, type: type).expectSound()
    }
}
