package cn.shebao.desktop

import cn.shebao.core.*
import cn.shebao.core.Target
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.Language
import cn.shebao.ui.words.count
import cn.shebao.ui.words.line
import cn.shebao.ui.words.text
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId

/* Fictional people, a fictional city. The only identity number is the published worked example, masked. */

internal val ZONE: ZoneId = ZoneId.of("Asia/Shanghai")
internal fun at(time: String): Instant = LocalDateTime.parse("2026-$time").atZone(ZONE).toInstant()
internal val NOW = at("11-24T09:41")
internal fun formats(language: Language) = Formats(language, NOW, ZONE)

internal const val ME = "王＊＊"
internal const val MOTHER = "李＊＊"

/** Text that the bureau sends, in the place of a line. */
internal fun sent(text: String) = line("card_value", "value" to text(text))
internal fun fresh(time: String = "11-24T09:41", source: Source = Source.FRESH) = Freshness(at(time), source)

internal fun messages() = listOf(
    MessageRowView("m1", Category.PAYMENT, line("inbox_category_payment"), "医疗保险 11月30日缴费截止", "王＊＊，420.00 元，还没有缴费。", at("11-24T08:00"), true),
    MessageRowView("m2", Category.CARD, line("inbox_category_card"), "制卡检测比平时久", "王＊＊，平时 15 天，已 24 天。可拨打 12333 询问。", at("11-23T10:00"), true),
    MessageRowView("m3", Category.POLICY, line("inbox_category_policy"), "灵活就业人员缴费基数有新标准", "7月起执行，缴费金额按新标准计算。", at("11-18T10:00"), false),
)

internal fun home(source: Source = Source.FRESH) = HomeView(
    freshness = if (source == Source.FRESH) fresh() else fresh("11-24T09:30", source),
    person = ME, bureau = "测试城市", fictional = true,
    title = line("home_title_some", "count" to count(2)),
    attention = listOf(
        AttentionView(
            "o1", Tone.WAITING, line("insurance_month_confirming"), ME, Money(200_000), line("home_order_in_doubt"),
            sent("养老保险 · 2026年11月、12月"), line("action_see_progress"), Target.Order("o1"),
        ),
        AttentionView(
            "b2", Tone.WRONG, line("home_bill_days_left", "count" to count(6)), ME, Money(42_000),
            line("home_bill_due", "title" to ArgValue.Word("insurance_medical"), "day" to ArgValue.Day(LocalDate.of(2026, 11, 30))),
            line("insurance_rule_medical_flexible"), line("action_go_pay"), Target.Bill("b2"),
        ),
    ),
    offersSignIn = false, card = CardLineView(line("card_headline_step", "step" to ArgValue.Word("card_step_make")), Tone.WAITING, line("card_stage_late")),
    unread = 3u, messages = messages(),
    news = listOf(ArticleRowView("a1", ArticleKind.GUIDE, sent("指南"), "灵活就业人员怎样缴费", "三步完成。", at("11-20T10:00"))),
)

internal fun homeCalm() = home().copy(
    title = line("home_title_none"), attention = emptyList(), unread = 0u, messages = messages().map { it.copy(unread = false) },
    card = CardLineView(line("card_headline_active"), Tone.DONE, line("card_state_active")),
)

internal fun homeSignedOut() = home().copy(
    freshness = Freshness(null, Source.STORED), person = null, title = line("home_title_signed_out"), card = null, unread = 0u, messages = emptyList(),
    attention = emptyList(), offersSignIn = true,
)

internal fun homeExpired() = home().copy(
    freshness = fresh("11-23T09:30", Source.STORED_EXPIRED),
    attention = listOf(
        AttentionView("s", Tone.WAITING, line("home_session_state"), null, null, line("home_session_expired"), line("home_session_body"), line("action_sign_in"), Target.SignIn),
    ),
)

internal fun homeBusy() = home().let { h -> h.copy(attention = h.attention + h.attention.map { it.copy(id = it.id + "x") }, title = line("home_title_some", "count" to count(4))) }

private fun step(key: String, tone: Tone, state: String, at: Instant? = null, note: Says? = null, usual: Says? = null, call: String? = null) =
    StepView(line(key), tone, line(state), at, note, usual, call)

internal fun card() = CardView(
    freshness = fresh("11-24T09:40"), person = ME, kind = line("card_kind_replacement"),
    headline = line("card_headline_step", "step" to ArgValue.Word("card_step_make")), tone = Tone.WAITING, state = line("card_stage_late"),
    progress = listOf(
        step("card_step_collect", Tone.DONE, "card_stage_done", at("10-12T10:20")),
        step("card_step_bank", Tone.DONE, "card_stage_done", at("10-12T10:35")),
        step("card_step_submit", Tone.DONE, "card_stage_done", at("10-13T18:00")),
        step("card_step_account", Tone.DONE, "card_stage_done", at("10-16T09:12")),
        step(
            "card_step_make", Tone.WAITING, "card_stage_late", at("10-30T08:30"),
            line("card_note_late", "usual" to count(15), "days" to count(24)), line("card_usual", "count" to count(15)), "12333",
        ),
        step("card_step_issue", Tone.IDLE, "card_stage_todo", usual = line("card_usual", "count" to count(5))),
    ),
    status = listOf(
        StatusLineView(line("card_axis_production"), line("card_production_factory_sent"), "31", Tone.NOW),
        StatusLineView(line("card_axis_person"), line("card_person_making"), "01", Tone.NOW),
        StatusLineView(line("card_axis_application"), line("card_status_unknown", "code" to text("9")), "9", Tone.WAITING),
    ),
    activation = listOf(
        TaskView(line("card_activate_bank"), line("card_activate_bank_note"), Tone.IDLE, line("card_stage_todo")),
        TaskView(line("card_activate_social"), line("card_activate_social_note"), Tone.IDLE, line("card_activate_wait")),
    ),
    advice = null,
    holder = HolderView(
        listOf(
            FactView(line("card_holder_name"), sent(ME)), FactView(line("card_holder_number"), sent("110 **** **** 002X")),
            FactView(line("card_holder_card_number"), sent("A *****021")), FactView(line("card_holder_bank_card"), sent("测试银行 **** 4321")),
        ),
        null,
    ),
)

internal fun cardRevealed() = HolderView(
    listOf(FactView(line("card_holder_name"), sent("王芳")), FactView(line("card_holder_number"), sent("11010519491231002X"))), NOW.plusSeconds(30),
)

internal fun cardNone() = card().copy(
    headline = line("card_headline_none"), tone = Tone.IDLE, state = line("card_state_none"), progress = emptyList(), status = emptyList(), activation = emptyList(),
    advice = line("card_advice_apply"), holder = HolderView(emptyList(), null),
)

internal val ERRORS: List<CitizenException> = listOf(
    CitizenException.Offline(), CitizenException.SignedOut(), CitizenException.Locked(), CitizenException.Cancelled(), CitizenException.Outdated(),
    CitizenException.Unavailable(null), CitizenException.Unavailable(1u), CitizenException.Unavailable(30u), CitizenException.StorageFull(), CitizenException.Internal("store"),
) + listOf(PinRefusal.Needed, PinRefusal.Wrong(1u), PinRefusal.Wrong(3u), PinRefusal.Wait(3_600u), PinRefusal.Blocked).map { CitizenException.Pin(it) } +
    Refusal.entries.map { CitizenException.Refused(it) }
