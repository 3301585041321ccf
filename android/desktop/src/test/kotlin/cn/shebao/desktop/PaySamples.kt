package cn.shebao.desktop

import cn.shebao.core.*
import cn.shebao.ui.words.amount
import cn.shebao.ui.words.line
import java.time.LocalDate
import java.time.YearMonth

private fun money(fen: Long) = line("insurance_value_amount", "amount" to amount(Money(fen)))
private fun periods(vararg months: Int) = ArgValue.Months(months.map { YearMonth.of(2026, it) })

internal fun bill() = BillView(
    "b1", ME, line("common_self"), line("insurance_pension"), LocalDate.of(2026, 11, 30), true, sent("灵活就业，按月缴费，自己选择基数。"), null,
)

internal fun motherBill() = BillView(
    "b2", MOTHER, sent("母亲"), line("insurance_medical"), LocalDate.of(2026, 12, 31), true, line("insurance_rule_medical_resident"), Money(40_000),
)

internal fun bills() = PaymentsView(
    fresh(),
    listOf(bill(), motherBill(), motherBill().copy(id = "b3", canPay = false, says = sent("2026 年度集中缴费期已结束。"), due = null)),
    listOf(orderRow()), listOf(orderPaid().row.copy(id = "o0")),
)

internal fun orderRow() = OrderRowView("o1", ME, sent("养老保险 · 2026年11月、12月"), Money(200_000), Tone.WAITING, line("insurance_month_confirming"), at("11-24T09:36"))

private fun choices() = ChoicesView(
    BaseChoice(Money(452_400), Money(2_262_000), listOf(Money(452_400), Money(500_000), Money(754_000))), emptyList(),
    listOf(
        PeriodChoice("2026-10", line("insurance_value_month", "month" to ArgValue.Month(YearMonth.of(2026, 10))), false),
        PeriodChoice("2026-11", line("insurance_value_month", "month" to ArgValue.Month(YearMonth.of(2026, 11))), true),
        PeriodChoice("2026-12", line("insurance_value_month", "month" to ArgValue.Month(YearMonth.of(2026, 12))), true),
    ),
    listOf(line("pay_rule_monthly"), line("pay_rule_no_back", "title" to ArgValue.Text("测试城市缴费标准（虚构）"))),
    listOf(InstrumentChoice("card", sent("测试银行 尾号 4321"))),
)

internal fun choosing() = PaymentView(
    PaymentStep.CHOOSE, Tone.IDLE, bill(), choices(), PaymentDraft(null, null, emptyList(), null),
    listOf(ProblemView("base", sent("请选择缴费基数。")), ProblemView("periods", sent("请选择缴费月份。"))),
    canGoOn = false, asksForPin = false, busy = false, title = line("screen_pay_title"), amount = null, arithmetic = null, lines = emptyList(), next = emptyList(),
    says = line("pay_not_yet"), order = null, cashier = null,
)

internal fun chosen() = choosing().copy(
    draft = PaymentDraft(Money(500_000), null, listOf("2026-11", "2026-12"), "card"), problems = emptyList(), canGoOn = true,
)

internal fun review() = chosen().copy(
    step = PaymentStep.REVIEW, title = sent("核对缴费信息"), amount = Money(200_000), arithmetic = sent("1,000.00 元 × 2 个月"),
    lines = listOf(
        FactView(sent("参保人"), sent("王＊＊ · 本人")), FactView(sent("险种"), sent("养老保险 · 灵活就业")),
        FactView(sent("缴费月份"), line("card_value", "value" to periods(11, 12))), FactView(line("insurance_fact_base"), money(500_000)),
        FactView(sent("扣款账户"), sent("测试银行 尾号 4321")),
    ),
    next = listOf(sent("用指纹或密码确认是您本人。"), sent("从测试银行 尾号 4321 扣款 2,000.00 元，只扣一次。"), sent("平时 3 至 8 个工作日记入个人权益，每一步都会通知您。")),
)

internal fun confirming() = review().copy(
    step = PaymentStep.CONFIRMING, tone = Tone.NOW, title = sent("正在确认支付结果"), canGoOn = false, order = "o1", next = emptyList(), lines = emptyList(),
    says = line("error_refused_already_being_paid"),
)

internal fun paid() = confirming().copy(step = PaymentStep.PAID, tone = Tone.DONE, title = sent("已缴费"), says = sent("钱已扣，不用再缴。还差两步记入个人权益，进度会自动更新。"))
internal fun notCharged() = confirming().copy(step = PaymentStep.NOT_CHARGED, tone = Tone.MISSING, title = sent("没有扣款"), says = line("error_refused_quote_mismatch"), order = null)
internal fun attention() = confirming().copy(step = PaymentStep.ATTENTION, tone = Tone.WAITING, title = sent("仍在确认支付结果"), says = line("error_refused_already_being_paid"))

private fun code() = QrView(21u, List(21 * 21) { it % 3 == 0 || it % 5 == 2 })
private fun codeSays() = line("order_says_scan", "until" to ArgValue.Moment(at("11-24T10:20")), "person" to ArgValue.Text(ME))

/** A payment at the cashier whose code can be scanned. */
internal fun scanning() = confirming().copy(
    title = line("order_answer_scan"), says = codeSays(), cashier = CashierView(code(), line("order_code_how"), at("11-24T10:20"), false),
)

private fun stage(key: String, tone: Tone, state: String, at: String? = null, note: Says? = null, usual: Says? = null, call: String? = null) =
    StepView(line(key), tone, line(state), at?.let { at(it) }, note, usual, call)

internal fun orderPaid() = OrderView(
    freshness = fresh("11-24T10:05"), row = orderRow().copy(tone = Tone.DONE, state = line("insurance_month_paid"), at = at("11-23T09:36")),
    title = line("screen_order_title"), says = paid().says,
    stages = listOf(
        stage("order_stage_pay", Tone.DONE, "card_stage_done", "11-23T09:36"), stage("order_stage_tax", Tone.DONE, "card_stage_done", "11-23T09:52"),
        stage("order_stage_treasury", Tone.NOW, "card_stage_now", "11-23T09:52", sent("平时 1 至 3 个工作日。超过后请拨打税务热线 12366。")),
        stage("order_stage_credit", Tone.IDLE, "card_stage_todo", usual = sent("平时再等 5 个工作日")),
    ),
    lines = listOf(FactView(sent("扣款账户"), sent("测试银行 尾号 4321")), FactView(sent("支付时间"), line("insurance_value_moment", "at" to ArgValue.Moment(at("11-23T09:36")))), FactView(sent("订单号"), sent("8f3a 27c1 0b6e 55d2 41a9 e07c 3318 90d4"))),
    cashier = null, canCancel = false, hasReceipt = true, call = null,
)

internal fun orderUnknown() = orderPaid().copy(
    row = orderRow(), title = sent("正在确认支付结果"), says = line("error_refused_already_being_paid"), canCancel = true, hasReceipt = false, call = "12333",
    stages = listOf(
        stage("order_stage_pay", Tone.WAITING, "insurance_month_confirming", "11-23T09:36"), stage("order_stage_tax", Tone.IDLE, "card_stage_todo"),
        stage("order_stage_treasury", Tone.IDLE, "card_stage_todo"), stage("order_stage_credit", Tone.IDLE, "card_stage_todo"),
    ),
)

/** An order at the cashier whose code is over. */
internal fun orderCodeOver() = orderUnknown().copy(
    row = orderRow().copy(tone = Tone.NOW, state = line("order_state_code_over")), title = line("order_answer_code_over"),
    says = line("order_says_code_over", "person" to ArgValue.Text(ME)), call = null,
    cashier = CashierView(null, line("order_code_over"), null, true),
)

internal fun receipt() = ReceiptView(
    "o1", ME, orderRow().title, Money(200_000), at("11-23T09:36"), listOf(FactView(sent("订单号"), sent("8f3a 27c1 0b6e 55d2 41a9 e07c 3318 90d4")), FactView(line("insurance_fact_tax_receipt"), sent("990100 2611 0042"))),
    QrView(21u, List(21 * 21) { it % 3 == 0 || it % 7 == 1 }), "https://localhost:8443/q#a.b.c",
)

private fun receiptRow(order: String, person: String, fen: Long, counted: Boolean = true) = ReceiptRowView(
    order, person, line("receipt_payer_self"), orderRow().title, Money(fen), at("11-23T09:36"), if (counted) Tone.DONE else Tone.IDLE,
    line(if (counted) "order_state_paid" else "order_state_refunded"), counted,
)

internal fun receiptRows() = listOf(receiptRow("o1", ME, 200_000), receiptRow("o2", MOTHER, 40_000), receiptRow("o3", ME, 95_500, counted = false))

internal fun receiptsPage() = ReceiptsPage(
    receiptRows(),
    listOf(YearTotalView(2026u, 2u, Money(240_000), line("receipt_total", "year" to ArgValue.Text("2026"), "count" to ArgValue.Count(2u), "amount" to amount(Money(240_000))), line("receipt_not_counted", "count" to ArgValue.Count(1u)))),
    ReceiptChoices(listOf(ReceiptChoice("self", line("receipt_payer_self"))), listOf(ReceiptChoice("p1", sent(ME)), ReceiptChoice("p2", sent(MOTHER))), listOf(2026u, 2025u), emptyList()),
    empty = null, next = null, dropped = null,
)

internal fun findings() = FindingsView(
    fresh(), line("finding_title_some", "count" to ArgValue.Count(1u)),
    listOf(
        FindingView(
            "f1", FindingKind.AMOUNT_DIFFERS, true, Tone.WRONG, line("finding_state_amount"), ME, "pension_flexible", line("insurance_pension"), line("insurance_value_month", "month" to ArgValue.Month(YearMonth.of(2026, 11))),
            Money(100_000), line("finding_says_amount", "person" to ArgValue.Text(ME), "amount" to amount(Money(100_000)), "credited" to amount(Money(90_000))),
            line("finding_do_amount", "phone" to ArgValue.Text("12333")), line("finding_from_records", "at" to ArgValue.Moment(at("11-24T10:05"))), at("11-24T10:05"), "o1", "12333",
        ),
    ),
    listOf(UncheckedView(MOTHER, line("insurance_medical"), line("finding_unchecked_person", "person" to ArgValue.Text(MOTHER)))), 2u,
)

internal fun findingsNone() = findings().copy(title = line("finding_title_none"), rows = emptyList(), unchecked = emptyList())

internal fun linkReceipt() = Link.Receipt("o1", Money(200_000), ME, orderRow().title, at("11-23T09:36"), "B20261123")
