import Foundation
import Kit
import Testing

/// The screens, read, pressed and typed into over the real core and a real gateway.
@MainActor
struct WalkTests {
    @Test(.timeLimit(.minutes(3))) func aPersonSignsInReadsPaysAndKeepsWhatSheReadWithoutANetwork() async throws {
        let person = try Person()
        try await signIn(person)
        try await read(person)
        try await pay(person)
        try await loseTheNetwork(person)
        try await leave(person)
        try person.write()
    }

    @Test(.timeLimit(.minutes(3))) func onAPhoneWithoutAPasscodeThePinConfirmsAndAWrongOneTakesNoMoney() async throws {
        let person = try Person(secureLock: false)
        try await signIn(person)
        try await person.press("缴费")
        try await review(person)
        #expect(person.host.all(.button).contains { $0.spoken.hasPrefix("确认缴费") && !$0.isEnabled }, "nothing is confirmed without the PIN")
        try await person.type("804217", into: "密码")
        try await person.press("确认缴费")
        try await person.sees("密码不正确，没有扣款。")
        #expect(try await person.sandbox.debits() == 0)
        person.reads("pin-proof")
        try await person.type("482915", into: "密码")
        try await person.press("确认缴费")
        try await person.sees("已缴费")
        #expect(try await person.sandbox.debits() == 1)
    }

    @Test(.timeLimit(.minutes(3))) func aPersonSignsAutomaticPaymentAndStopsItAndNothingIsTaken() async throws {
        let person = try Person()
        try await signIn(person)
        try await person.press("缴费")
        try await person.press("自动扣款")
        try await person.sees("没有自动扣款。签约后")
        person.reads("mandates-none")
        try await person.press("签约自动扣款，灵活就业养老保险")
        try await person.sees("选择每月几日扣款")
        #expect(!person.host.outline.contains("已选"), "nothing is chosen beforehand")
        try await person.choose("4,775.00 元")
        try await person.choose("5 日")
        try await person.choose("1,100.00 元")
        try await person.choose("测试银行")
        person.reads("mandate-choose")
        try await person.press("核对")
        try await person.sees("首次扣款在")
        person.reads("mandate-review")
        try await person.press("确认签约")
        try await person.sees("已生效")
        #expect(person.keys.prompts.contains { if case .confirmMandate = $0 { true } else { false } })
        person.reads("mandate-done")
        try await person.press("自动扣款")
        try await person.sees("每次最多扣")
        person.reads("mandates")
        try await person.press("停止自动扣款，")
        try await person.press("不停止")
        try await person.sees("已生效")
        try await person.press("停止自动扣款，")
        try await person.press("停止自动扣款")
        try await person.sees("已停止")
        person.reads("mandates-stopped")
        #expect(try await person.sandbox.debits() == 0)
    }

    private func signIn(_ person: Person) async throws {
        let sandbox = person.sandbox
        try await person.sees("您还没有登录")
        person.reads("signed-out")
        try await person.press("登录")
        try await person.type("00000000", into: "登录代码")
        try await person.press("下一步")
        try await person.sees("二维码或代码无效")
        try await person.type(sandbox.typedCode, into: "登录代码")
        person.reads("enrol")
        try await person.press("下一步")
        try await person.type(sandbox.citizen.name, into: "姓名")
        try await person.type(String(sandbox.citizen.number.dropLast()), into: "社会保障号码")
        try await person.type(sandbox.citizen.phone, into: "手机号码")
        try await person.press("下一步")
        try await person.sees("社会保障号码应为 18 位")
        person.reads("identity")
        try await person.type(sandbox.citizen.number, into: "社会保障号码")
        try await person.press("下一步")
        try await person.sees("短信验证码")
        try await person.type(try await sandbox.oneTimeCode(), into: "短信验证码")
        person.reads("one-time-code")
        try await person.press("下一步")
        try await person.type("123456", into: "6 位数字密码")
        try await person.press("下一步")
        try await person.sees("太容易被猜到")
        person.reads("pin")
        try await person.type("482915", into: "6 位数字密码")
        try await person.press("下一步")
        try await person.sees("需要您留意")
        try await person.sees("社保卡：制卡检测")
        try await person.seesNot("正在更新")
        person.reads("home")
    }

    private func read(_ person: Person) async throws {
        let number = person.sandbox.citizen.number
        try await person.press("我的卡")
        try await person.sees("社保卡办理进度")
        try await person.seesNot(number)
        person.reads("card")
        try await person.press("显示完整信息")
        try await person.sees(number)
        person.reads("card-revealed")
        try await person.press("隐藏")
        try await person.seesNot(number)
        person.host.back()

        try await person.press("查五险")
        try await person.sees("养老保险")
        person.reads("insurance")
        person.host.back()

        try await person.press("消息")
        try await person.sees("未读")
        person.reads("inbox")
        person.host.back()

        try await person.press("设置")
        person.reads("settings")
        try await person.press("English")
        try await person.sees("Sign out")
        person.reads("settings-en")
        try await person.press("中文")
        try await person.press("长辈版")
        person.host.back()
        try await person.sees("标准版")
        person.reads("home-elder")
        try await person.press("标准版")
    }

    private func pay(_ person: Person) async throws {
        let sandbox = person.sandbox
        try await person.press("缴费")
        try await person.sees("待缴")
        person.reads("payments")
        try await review(person)
        // The reply is lost on the way: in doubt there is nothing to press harder, and money is taken once.
        try await sandbox.operate("fault", ["on": "PUT /v1/orders", "kind": "drop_after", "times": 1])
        try await sandbox.operate("fault", ["on": "GET /v1/orders", "kind": "delay", "times": 1, "delay_ms": 1500])
        try await person.press("确认缴费")
        try await person.sees("请不要重复支付")
        person.reads("confirming")
        #expect(!person.host.outline.contains("button “确认"))
        try await person.sees("已缴费")
        person.reads("paid")
        try await person.press("查看进度")
        try await person.sees("第 1 步，共 4 步")
        try await person.sees("查看缴费凭证")
        person.reads("order")
        try await person.press("查看缴费凭证")
        try await person.sees("扫码可核验真伪")
        person.reads("receipt")
        #expect(try await sandbox.debits() == 1, "money was taken once")
        #expect(person.keys.prompts.contains { if case .confirmPayment = $0 { true } else { false } })
        for _ in 0 ..< 3 { person.host.back() }
    }

    private func review(_ person: Person) async throws {
        try await person.press("去缴费，灵活就业养老保险")
        try await person.sees("选择缴费时段")
        #expect(!person.host.outline.contains("已选"), "nothing is chosen beforehand")
        person.reads("choose")
        try await person.choose("4,775.00 元")
        try await person.choose("2026年11月")
        try await person.choose("测试银行")
        try await person.press("计算金额")
        try await person.sees("应缴总额")
        person.reads("review")
    }

    private func loseTheNetwork(_ person: Person) async throws {
        person.sandbox.end()
        try await person.press("我的卡")
        try await person.sees("没有连接网络")
        try await person.sees("制卡检测")
        person.reads("card-offline")
        person.host.back()
        try await person.press("设置")
        try await person.press("锁定")
        try await person.sees("请输入密码")
        try await person.seesNot("长辈版")
        person.reads("lock")
        try await person.type("130725", into: "密码")
        try await person.press("解锁")
        try await person.sees("密码不正确")
        try await person.sees("还可以尝试 9 次")
        person.reads("lock-wrong")
        try await person.type("482915", into: "密码")
        try await person.press("解锁")
        // Where one was before.
        try await person.sees("退出登录")
    }

    private func leave(_ person: Person) async throws {
        try await person.press("退出登录")
        try await person.press("退出登录")
        try await person.sees("您还没有登录")
        try await person.seesNot("王")
    }
}
