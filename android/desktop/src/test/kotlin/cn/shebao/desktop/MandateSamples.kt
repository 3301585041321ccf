package cn.shebao.desktop

import cn.shebao.core.*
import cn.shebao.ui.words.amount
import cn.shebao.ui.words.count
import cn.shebao.ui.words.line
import cn.shebao.ui.words.text
import java.time.LocalDate

private val next = LocalDate.of(2026, 12, 10)
private fun day(day: LocalDate) = "day" to ArgValue.Day(day)
private fun of(person: String) = "person" to text(person)
private fun yuan(name: String, fen: Long) = name to amount(Money(fen))
private fun dayOfMonth(day: Int) = line("mandate_value_day", "count" to count(day))
private fun fact(label: String, value: Says) = FactView(line(label), value)
private fun account() = sent("测试银行 尾号 4321")

private fun terms(cap: Long) = listOf(
    fact("pay_line_person", sent("王＊＊ · 本人")), fact("pay_line_scheme", line("pay_scheme_pension_flexible")), fact("pay_line_base", line("pay_value_amount", yuan("amount", 500_000))),
    fact("mandate_line_day", dayOfMonth(10)), fact("mandate_line_cap", line("pay_value_amount", yuan("amount", cap))), fact("pay_line_from", account()),
)

private fun stop(person: String) = StopView(line("action_stop_mandate"), line("mandate_stop_question", of(person)))

/** In force, and the next debit is known. */
internal fun mandate() = MandateView(
    id = "d1", person = ME, relation = line("common_self"), title = line("pay_scheme_pension_flexible"), tone = Tone.DONE, state = line("mandate_state_active"),
    says = line("mandate_says_next", of(ME), day(next), yuan("amount", 100_000), yuan("cap", 120_000)), short = false, note = null, nextOn = next,
    expected = Money(100_000), lines = terms(120_000), inDoubt = false, canChange = true, stop = stop(ME), call = null, bill = "b1",
)

private fun mandateShort() = mandate().copy(
    tone = Tone.WAITING, state = line("mandate_state_short"), short = true, says = line("mandate_says_uncovered", of(ME), day(next), yuan("amount", 100_000)),
)

private fun mandateNotDebited() = mandate().copy(
    id = "d2", person = MOTHER, relation = sent("母亲"), title = line("pay_scheme_medical_resident"), tone = Tone.WAITING, state = line("mandate_state_not_debited"),
    says = line("mandate_says_over_cap", of(MOTHER), yuan("cap", 40_000)),
    note = line("mandate_says_not_changed", of(MOTHER), "why" to ArgValue.Word("mandate_why_cap_too_low")), stop = stop(MOTHER), bill = "b2",
    lines = listOf(
        fact("pay_line_person", sent("李＊＊ · 母亲")), fact("pay_line_scheme", line("pay_scheme_medical_resident")), fact("mandate_line_day", dayOfMonth(5)),
        fact("mandate_line_cap", line("pay_value_amount", yuan("amount", 40_000))), fact("pay_line_from", account()),
    ),
)

private fun mandateEnded() = mandate().copy(
    id = "d3", tone = Tone.MISSING, state = line("mandate_state_ended"), says = line("mandate_says_ended", of(ME)), nextOn = null, expected = null, canChange = false, stop = null,
)

private fun doubtful(tone: Tone, state: String, says: Says, call: String? = null) =
    mandate().copy(tone = tone, state = line(state), says = says, nextOn = null, expected = null, inDoubt = true, canChange = false, stop = null, call = call)

internal fun mandates(vararg rows: MandateView) = MandatesView(fresh(), rows.toList(), listOf(motherBill()), line("mandate_list_some"))

/** A balance too low before the next debit, and one that was not taken after a change that was refused. */
internal fun mandatesFailing() = mandates(mandateShort(), mandateNotDebited()).copy(offers = emptyList())

/** What has no end: stopping, in doubt for long, and not sent yet. Then one that has. */
internal fun mandatesInDoubt() = mandates(
    doubtful(Tone.NOW, "mandate_state_stopping", line("mandate_says_stopping", of(ME))),
    doubtful(Tone.WAITING, "mandate_state_attention", line("mandate_says_attention", of(ME), "phone" to text("12333")), "12333"),
    doubtful(Tone.IDLE, "mandate_state_prepared", line("mandate_says_prepared", of(ME))).copy(stop = StopView(line("action_take_back"), null), bill = null),
    mandateEnded(),
)

internal fun mandatesNone() = mandates().copy(offers = listOf(bill(), motherBill()), says = line("mandate_list_none"))

internal fun mandatesOffline() = mandates(mandate()).copy(freshness = fresh("11-24T09:30", Source.STORED_OFFLINE), says = line("mandate_list_unproven"), offers = emptyList())

private fun choices() = MandateChoices(
    base = BaseChoice(Money(452_400), Money(2_262_000), listOf(Money(452_400), Money(500_000), Money(754_000))), tiers = emptyList(),
    days = listOf(1, 5, 10, 15, 20, 25).map { DayChoice(it.toUInt(), dayOfMonth(it)) }, caps = emptyList(), instruments = listOf(InstrumentChoice("card", account())),
)

private fun problem(field: String, key: String) = ProblemView(field, line(key))

internal fun signing() = MandateFormView(
    step = MandateStep.CHOOSE, tone = Tone.IDLE, changes = false, person = ME, scheme = line("pay_scheme_pension_flexible"), title = line("mandate_title_sign"), choices = choices(),
    draft = MandateDraft(null, null, null, null, null),
    problems = listOf(
        problem("base", "pay_problem_base_missing"), problem("instrument", "pay_problem_instrument_missing"), problem("day", "mandate_problem_day_missing"),
        problem("cap", "mandate_problem_cap_missing"),
    ),
    canGoOn = false, verb = line("action_check"), asksForPin = false, busy = false, expected = null, nextOn = null, lines = emptyList(), next = emptyList(),
    says = line("mandate_not_yet", of(ME)), call = null,
)

internal fun signingChosen() = signing().copy(
    choices = choices().copy(caps = listOf(Money(100_000), Money(110_000), Money(150_000))), draft = MandateDraft(Money(500_000), null, 10u, Money(110_000), "card"),
    problems = emptyList(), canGoOn = true, expected = Money(100_000), nextOn = next,
)

/** Other terms: the tariff has risen above what was agreed. */
internal fun changing() = signingChosen().copy(
    changes = true, title = line("mandate_title_change"), choices = choices().copy(base = null, tiers = listOf(TierChoice("t1", Money(100_000)), TierChoice("t2", Money(150_000))), caps = listOf(Money(150_000), Money(170_000), Money(230_000))),
    draft = MandateDraft(null, "t2", 10u, Money(100_000), "card"), problems = listOf(ProblemView("cap", line("mandate_problem_cap_low", yuan("amount", 150_000)))),
    canGoOn = false, expected = Money(150_000), says = line("mandate_not_yet_changed", of(ME)),
)

internal fun mandateReview() = signingChosen().copy(
    step = MandateStep.REVIEW, title = line("mandate_title_review"), verb = line("action_confirm_mandate"), lines = terms(110_000),
    next = listOf(
        line("pay_next_presence"), line("mandate_next_first", day(next), yuan("amount", 100_000)), line("mandate_next_monthly", yuan("cap", 110_000)), line("mandate_next_by_hand"),
    ),
)

private fun mandateResult(step: MandateStep, tone: Tone, title: String, says: Says, call: String? = null) =
    mandateReview().copy(step = step, tone = tone, title = line(title), canGoOn = false, next = emptyList(), says = says, call = call)

internal fun mandateConfirming() = mandateResult(MandateStep.CONFIRMING, Tone.NOW, "mandate_state_signing", line("mandate_says_signing", of(ME)))
internal fun mandateDone() =
    mandateResult(MandateStep.DONE, Tone.DONE, "mandate_state_active", line("mandate_says_fresh", of(ME), "day" to count(10), yuan("cap", 110_000)))
internal fun mandateNotDone() =
    mandateResult(MandateStep.NOT_DONE, Tone.MISSING, "mandate_state_unchanged", line("mandate_says_not_signed", of(ME), "why" to ArgValue.Word("mandate_why_duplicate")))
internal fun mandateAttention() =
    mandateResult(MandateStep.ATTENTION, Tone.WAITING, "mandate_state_attention", line("mandate_says_attention", of(ME), "phone" to text("12333")), "12333")
