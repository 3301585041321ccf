import Kit
import SwiftUI
import Testing
@testable import Screens

@MainActor
struct MandateTests {
    let pressed = Pressed()

    func list(_ view: MandatesView, type: DynamicTypeSize = .large, elder: Bool = false) -> Host {
        let pressed = pressed
        return drawn(elder: elder, type: type, MandatesContent(view: view, trouble: nil, stop: { _ in pressed.times += 1 }, go: { pressed.routes.append($0) }))
    }

    func screen(_ view: MandateFormView, trouble: CitizenError? = nil, busy: Bool = false, type: DynamicTypeSize = .large) -> Host {
        let pressed = pressed
        let model = Signing(Watch(), NoPayments(), bill: "b1")
        return drawn(type: type, MandateContent(view: view, trouble: trouble, busy: busy, verbs: model, leave: { pressed.times += 1 }))
    }

    @Test func aMandateNamesItsPersonAndSaysWhenMoneyMoves() throws {
        let screen = list(mandates([mandate()], offers: [bill()]))
        #expect(screen.read.contains("已生效") && screen.read.contains("王＊ · 本人"))
        #expect(screen.read.contains("12月5日自动扣 955.00 元，每次最多 1,100.00 元。无需操作。"))
        screen.expectSound()
        try screen.tap("更改，灵活就业养老保险")
        try screen.tap("查看账单，灵活就业养老保险")
        try screen.tap("签约自动扣款，查五险")
        #expect(pressed.routes == [.changeMandate("m1"), .bill("b1"), .signMandate("b1")])
    }

    @Test func stoppingIsAskedFirstAndNoKeepsIt() throws {
        let screen = list(mandates([mandate()]))
        try screen.tap("停止自动扣款，灵活就业养老保险")
        #expect(screen.read.contains("停止后不再为王＊自动扣款，以后请自己缴费。确定停止吗？"))
        try screen.tap("不停止")
        #expect(pressed.times == 0)
        try screen.tap("停止自动扣款，灵活就业养老保险")
        try screen.tap("停止自动扣款")
        #expect(pressed.times == 1)
    }

    @Test func whatWasNotSentIsTakenBackAtOnce() throws {
        let view = mandate(.idle, state: "mandate_state_prepared", inDoubt: true, stop: StopView(verb: word("action_take_back"), question: nil))
        let screen = list(mandates([view]))
        #expect(!screen.all(.button).contains { $0.spoken.hasPrefix("更改") })
        try screen.tap("撤回，灵活就业养老保险")
        #expect(pressed.times == 1)
    }

    @Test func inDoubtForLongItSaysWhomToCallAndOffersNothingElse() {
        let screen = list(mandates([mandate(.waiting, state: "mandate_state_attention", inDoubt: true, stop: nil, call: "12333")]))
        #expect(screen.all(.button).contains { $0.spoken.hasPrefix("拨打 12333，") })
        #expect(!screen.read.contains("停止自动扣款"))
        screen.expectSound()
    }

    @Test func aBalanceTooLowIsSaidWithTheDay() {
        let screen = list(mandates([mandate(.waiting, state: "mandate_state_short", short: true, note: "mandate_state_unchanged")], freshness: offline))
        #expect(screen.read.contains("12月5日自动扣 955.00 元，但账户余额不足。请在此之前存入足够的钱。"))
        #expect(screen.read.contains("没有改变"))
        screen.expectSound()
    }

    @Test func withoutAMandateItSaysWhatOneIsFor() {
        let screen = list(mandates([]))
        #expect(screen.read.contains("没有自动扣款。签约后"))
        screen.expectSound()
    }

    @Test func choosingBeginsWithWhomItIsForAndWhatIsWrongStandsThere() {
        let screen = screen(form(.choose, problems: [ProblemView(field: "day", says: word("mandate_problem_day_missing"))]))
        #expect(screen.read.contains("group “王＊, 灵活就业养老保险”"))
        #expect(screen.read.contains("group “请选择扣款日”") && !screen.read.contains("选择每次最多扣多少"))
        #expect(screen.read.contains("button “核对” disabled") && screen.read.contains("不会扣款"))
        screen.expectSound()
    }

    @Test func theMostThatMayBeTakenIsOfferedBesideWhatItCostsNow() {
        let screen = screen(form(.choose))
        #expect(screen.read.contains("按现在的标准，每期 955.00 元") && screen.read.contains("button “1,100.00 元”"))
        screen.expectSound()
    }

    @Test func reviewingAsksForThePinOnlyWhereTheCoreSaysSo() {
        #expect(!screen(form(.review)).read.contains("密码”"))
        let screen = screen(form(.review, asksForPin: true))
        #expect(screen.read.contains("button “确认签约” disabled"), "nothing is confirmed without the PIN")
        screen.expectSound()
    }

    @Test func whileTheCoreWorksNothingCanBePressedTwice() {
        #expect(screen(form(.review), busy: true).read.contains("button “确认签约” disabled"))
    }

    @Test(arguments: [MandateStep.confirming, .attention, .done, .notDone])
    func everyEndLeadsBackToTheListAndThereIsNothingToPressHarder(_ step: MandateStep) throws {
        let screen = screen(form(step))
        #expect(!screen.read.contains("确认签约") && !screen.read.contains("核对”"))
        #expect(screen.read.contains("拨打 12333”") == (step == .attention))
        screen.expectSound()
        try screen.tap("自动扣款")
        #expect(pressed.times == 1)
    }

    @Test(arguments: [MandateStep.choose, .review, .confirming, .done, .notDone, .attention])
    func everyStepHoldsAtTheLargestType(_ step: MandateStep) {
        screen(form(step), type: .accessibility5).expectSound()
        list(mandates([mandate(short: true)], offers: [bill()]), type: .accessibility5, elder: true).expectSound()
    }
}
