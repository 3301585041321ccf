import Kit
import SwiftUI
import Testing
@testable import Screens

@MainActor
struct PayTests {
    let pressed = Pressed()

    func screen(_ view: PaymentView, trouble: CitizenError? = nil, busy: Bool = false, type: DynamicTypeSize = .large) -> Host {
        let pressed = pressed
        let model = Paying(Watch(), NoPayments(), bill: "b1")
        return drawn(type: type, PayContent(view: view, trouble: trouble, busy: busy, verbs: model, leave: { pressed.routes.append($0.map { .order($0) }) }))
    }

    @Test func choosingBeginsWithWhomItIsForAndNothingIsChosen() {
        let screen = screen(payment(.choose, canGoOn: false))
        #expect(screen.read == """
        group
          text “缴费” #
          group “李＊＊ · 本人, 查五险”
          text “选择缴费基数” #
          text “4,884.00 元至 24,420.00 元”
          button “4,884.00 元”
          button “5,000.00 元”
          text “选择缴费时段” #
          text “按月缴费，可以一次缴几个月。”
          text “已经过去的时段不能补缴，依据《测试城市缴费标准（虚构）》。”
          button “请在 11月30日 前缴费”
          button “请在 12月31日 前缴费” disabled
          text “选择扣款账户” #
          button “我的卡”
        text “确认前不会扣款。”
        button “计算金额” disabled
        toolbar
          button “拨打 12333 咨询”
        """)
        screen.expectSound()
    }

    @Test func whatIsChosenIsHeardAndWhatIsWrongStandsThere() {
        let screen = screen(payment(.choose, problems: [ProblemView(field: "base", says: word("error_refused_not_now"))], chosen: ["2026-11"]))
        #expect(screen.read.contains("button “请在 11月30日 前缴费，已选”"))
        #expect(screen.read.contains("group “现在不能进行这一步。请按页面提示操作。”"))
        screen.expectSound()
    }

    @Test func reviewingSaysTheAmountOnTheButtonAndAloud() {
        let screen = screen(payment(.review))
        #expect(screen.read.contains("group “976.80 元”"))
        #expect(screen.read.contains("button “确认缴费 976.80 元”"))
        #expect(screen.read.contains("text “确认前不会扣款。”"))
        #expect(screen.all(.button).contains { $0.spoken.contains("更改") })
        screen.expectSound()
    }

    @Test func whileTheCoreWorksNothingCanBePressedTwice() {
        let screen = screen(payment(.review), busy: true)
        #expect(throws: Host.Trouble.self) { try screen.tap(screen.all(.button).first { $0.spoken.hasPrefix("确认缴费") }!.spoken) }
    }

    @Test(arguments: [PaymentStep.confirming, .attention])
    func inDoubtThereIsNothingToPressHarder(_ step: PaymentStep) throws {
        let screen = screen(payment(step, order: "o1"))
        #expect(!screen.read.contains("确认缴费") && !screen.read.contains("计算金额") && !screen.read.contains("重试"))
        screen.expectSound()
        try screen.tap("查看进度")
        try screen.tap("回到首页")
        #expect(pressed.routes == [.order("o1"), nil])
    }

    @Test(arguments: [PaymentStep.paid, .notCharged])
    func everyEndSaysWhetherMoneyMoved(_ step: PaymentStep) {
        let screen = screen(payment(step, order: "o1"))
        #expect(screen.read.contains("976.80 元") && screen.read.contains("李＊＊") && screen.read.contains("确认前不会扣款。"))
        screen.expectSound()
    }

    @Test func aRefusedConfirmationIsSaidAndTheReviewStays() {
        let screen = screen(payment(.review), trouble: .Refused(refusal: .quoteMismatch))
        #expect(screen.read.contains("没有扣款。"))
        #expect(screen.read.contains("确认缴费"))
    }

    @Test func billsAndLiveOrdersNameTheInsuredPerson() throws {
        let pressed = pressed
        let view = PaymentsView(freshness: offline, bills: [bill(), bill("b2", canPay: false)], live: [row()], past: [])
        let screen = drawn(PaymentsContent(view: view, trouble: nil, go: { pressed.routes.append($0) }))
        #expect(screen.read.components(separatedBy: "李＊＊").count == 4)
        #expect(screen.all(.button).filter { $0.spoken.hasPrefix("去缴费") }.count == 1)
        screen.expectSound()
        try screen.tap("查看进度，查五险")
        #expect(pressed.routes == [.order("o1")])
    }

    @Test func withoutBillsItSaysSo() {
        let screen = drawn(PaymentsContent(view: PaymentsView(freshness: fresh, bills: [], live: [], past: []), trouble: nil, go: { _ in }))
        #expect(screen.read.contains("暂无内容"))
        screen.expectSound()
    }

    @Test func anOrderShowsItsFourStagesAndTheReceiptOnceThereIsOne() throws {
        let pressed = pressed
        let screen = drawn(OrderContent(view: order(hasReceipt: true), trouble: nil, cancel: {}, another: {}, go: { pressed.routes.append($0) }))
        for at in 1 ... 4 { #expect(screen.read.contains("第 \(at) 步，共 4 步")) }
        screen.expectSound()
        try screen.tap("查看缴费凭证")
        #expect(pressed.routes == [.receipt("o1")])
    }

    @Test func stoppingAnOrderIsAskedTwice() throws {
        let pressed = pressed
        let view = order(canCancel: true)
        let screen = drawn(OrderContent(view: view, trouble: nil, cancel: { pressed.times += 1 }, another: {}, go: { _ in }))
        try screen.tap("申请取消这笔缴费")
        #expect(pressed.times == 0)
        #expect(screen.read.contains("alert “确认申请取消这笔缴费"))
        try screen.tap("申请取消这笔缴费")
        #expect(pressed.times == 1)
    }

    @Test func aReceiptHasACodeThatIsNamed() {
        let view = ReceiptView(order: "o1", person: "李＊＊", title: word("action_insurance"), amount: fee, paidAt: noon, lines: [fromCard], qr: QrView(side: 2, modules: [true, false, false, true]), link: "https://localhost:8443/q#a.b.c")
        let screen = drawn(ReceiptContent(view: view))
        #expect(screen.read.contains("canvas “缴费凭证二维码”"))
        screen.expectSound()
    }

    @Test func atTheCashierTheCodeIsNamedAndAnotherIsOfferedOnlyOnceItIsOver() {
        let qr = QrView(side: 2, modules: [true, false, false, true])
        let open = CashierView(qr: qr, says: word("order_code_how"), until: noon.addingTimeInterval(900), canAskAgain: false)
        let screen = screen(payment(.confirming, order: "o1", cashier: open))
        #expect(screen.read.contains("canvas “付款二维码”"))
        #expect(screen.read.contains("12:15 前有效"))
        #expect(!screen.read.contains("换一个新码"))
        screen.expectSound()
    }

    @Test func aCodeThatIsOverIsNotDrawnAndAnotherCanBeAskedFor() throws {
        let over = CashierView(qr: nil, says: word("order_code_over"), until: nil, canAskAgain: true)
        let pressed = pressed
        let screen = drawn(OrderContent(view: order(cashier: over), trouble: nil, cancel: {}, another: { pressed.times += 1 }, go: { _ in }))
        #expect(!screen.read.contains("canvas"))
        try screen.tap("换一个新码")
        #expect(pressed.times == 1)
        screen.expectSound()
    }

    @Test(arguments: [PaymentStep.choose, .review, .confirming, .paid, .notCharged, .attention])
    func everyStepHoldsAtTheLargestType(_ step: PaymentStep) {
        screen(payment(step, order: "o1"), type: .accessibility5).expectSound()
    }
}

/// Nobody pays in these tests.
final class NoPayments: PaymentsProtocol {
    func view() async throws -> PaymentsView { throw CitizenError.Offline }
    func refresh() async throws { throw CitizenError.Offline }
    func pay(bill _: String) async throws -> Payment { throw CitizenError.Offline }
    func orders(cursor _: String?) async throws -> OrdersPage { throw CitizenError.Offline }
    func order(id _: String) async throws -> OrderView { throw CitizenError.Offline }
    func receipt(order _: String) async throws -> ReceiptView { throw CitizenError.Offline }
    func receipts(filter _: ReceiptFilter, cursor _: String?) async throws -> ReceiptsPage { throw CitizenError.Offline }
    func exportReceipts(filter _: ReceiptFilter, format _: ExportFormat) async throws -> Export { throw CitizenError.Offline }
    func findings() async throws -> FindingsView { throw CitizenError.Offline }
    func cancel(order _: String) async throws -> OrderView { throw CitizenError.Offline }
    func mandates() async throws -> MandatesView { throw CitizenError.Offline }
    func signMandate(bill _: String) async throws -> MandateForm { throw CitizenError.Offline }
    func changeMandate(id _: String) async throws -> MandateForm { throw CitizenError.Offline }
    func revokeMandate(id _: String) async throws -> MandatesView { throw CitizenError.Offline }
    func anotherCode(order _: String) async throws -> OrderView { throw CitizenError.Offline }
    func settle() async throws -> UInt32 { throw CitizenError.Offline }
}
