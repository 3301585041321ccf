package cn.shebao.desktop

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The screens, touched as a person touches them, over the real core and a real gateway. The names of the screens are those of SwiftUI's walk. */
class TouchTest {
    @Test
    fun a_person_signs_in_reads_pays_and_keeps_what_she_read_without_a_network() = Person.walks {
        signIn()
        read()
        pay()
        loseTheNetwork()
        write()
    }

    @Test
    fun on_a_phone_without_a_lock_the_pin_confirms_and_a_wrong_one_takes_no_money() = Person.walks(secureLock = false) {
        signIn()
        press("缴费")
        review()
        assertTrue("nothing is confirmed without the PIN", cannotPress("确认缴费"))
        type("密码", "804217")
        press("确认缴费")
        sees("密码不正确，没有扣款。")
        assertEquals(0, debits())
        picture("9-pin-proof")
        assertTrue("a wrong PIN is typed anew", cannotPress("确认缴费"))
        type("密码", PIN)
        press("确认缴费")
        sees("已缴费")
        assertEquals(1, debits())
    }

    @Test
    fun a_mandate_is_signed_and_stopped_only_after_the_question_and_no_money_moves() = Person.walks {
        signIn()
        press("缴费")
        press("自动扣款")
        sees("没有自动扣款")
        picture("15-mandates-none")
        press("签约自动扣款", about = "灵活就业养老保险")
        sees("选择每月几日扣款")
        assertEquals("nothing is chosen beforehand", 0, chosen())
        choose("4,775.00 元")
        choose("5 日")
        choose("1,100.00 元")
        choose("测试银行")
        picture("16-mandate-choose")
        press("核对")
        sees("首次扣款在")
        picture("17-mandate-review")
        press("确认签约")
        sees("已生效")
        picture("18-mandate-done")
        press("自动扣款")
        sees("可以签约的")
        sees("已生效")
        picture("19-mandates")
        press("停止自动扣款")
        sees("确定停止吗")
        picture("20-mandate-stop")
        press("不停止")
        seesNot("确定停止吗")
        sees("已生效")
        press("停止自动扣款")
        sees("确定停止吗")
        press("停止自动扣款")
        sees("已停止")
        picture("21-mandate-stopped")
        assertEquals("no money was taken", 0, debits())
    }

    private fun Person.signIn() {
        sees("您还没有登录")
        picture("1-signed-out")
        press("登录")
        type("登录代码", sandbox.typedCode)
        press("下一步")
        type("姓名", sandbox.name)
        type("社会保障号码", sandbox.number.dropLast(1))
        type("手机号码", sandbox.phone)
        press("下一步")
        sees("社会保障号码应为 18 位")
        picture("2-identity")
        type("社会保障号码", sandbox.number)
        press("下一步")
        type("短信验证码") { sandbox.oneTimeCode() }
        press("下一步")
        type("6 位数字密码", PIN)
        press("下一步")
        sees("社保卡：制卡检测")
        picture("3-home")
    }

    private fun Person.read() {
        press("我的卡")
        sees("社保卡办理进度")
        picture("4-card")
        press("显示完整信息")
        sees(sandbox.number)
        reads("card-revealed")
        press("隐藏")
        seesNot(sandbox.number)
        press("12333")
        assertEquals(listOf("12333"), calls)
        press("返回")
    }

    private fun Person.pay() {
        press("缴费")
        sees("待缴")
        picture("5-payments")
        review()
        // The reply is lost on the way: in doubt there is nothing to press harder, and money is taken once.
        sandbox.fault("PUT /v1/orders", "drop_after")
        sandbox.fault("GET /v1/orders", "delay", mapOf("delay_ms" to 1500))
        press("确认缴费")
        sees("请不要重复支付")
        picture("8-confirming")
        sees("已缴费")
        picture("9-paid")
        press("查看进度")
        sees("查看缴费凭证")
        picture("10-order")
        press("查看缴费凭证")
        sees("扫码可核验真伪")
        picture("11-receipt")
        assertEquals("money was taken once", 1, debits())
        go.home()
    }

    private fun Person.review() {
        press("去缴费", about = "灵活就业养老保险")
        sees("选择缴费时段")
        assertEquals("nothing is chosen beforehand", 0, chosen())
        picture("6-choose")
        choose("4,775.00 元")
        choose("2026年11月")
        choose("测试银行")
        press("计算金额")
        sees("应缴总额")
        picture("7-review")
    }

    private fun Person.loseTheNetwork() {
        press("长辈版")
        sees("标准版")
        picture("12-home-elder")
        press("标准版")
        sandbox.close()
        press("我的卡")
        sees("没有连接网络")
        picture("13-card-offline")
        press("返回")
        core.citizen.session().lock()
        sees("请输入密码")
        picture("14-lock")
        type("密码", PIN)
        press("解锁")
        sees("我的卡")
    }

    private fun Person.debits() = sandbox.operate("ledger").getJSONArray("debits").length()

    private companion object {
        const val PIN = "482915"
    }
}
