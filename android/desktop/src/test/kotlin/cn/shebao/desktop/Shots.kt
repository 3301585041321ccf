package cn.shebao.desktop

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import cn.shebao.core.CitizenException
import cn.shebao.core.DraftView
import cn.shebao.core.EnrolmentStep
import cn.shebao.core.EnrolmentView
import cn.shebao.core.IdentityDraft
import cn.shebao.core.Link
import cn.shebao.core.PinRefusal
import cn.shebao.core.ProblemView
import cn.shebao.core.ReceiptFilter
import cn.shebao.core.SessionState
import cn.shebao.core.Source
import cn.shebao.ui.card.CardContent
import cn.shebao.ui.home.HomeColumn
import cn.shebao.ui.home.HomeContent
import cn.shebao.ui.home.HomeFrame
import cn.shebao.ui.link.LinkContent
import cn.shebao.ui.look.Choices
import cn.shebao.ui.look.LookTheme
import cn.shebao.ui.mandate.MandateFormContent
import cn.shebao.ui.mandate.MandatesContent
import cn.shebao.ui.order.OrderContent
import cn.shebao.ui.order.ReceiptContent
import cn.shebao.ui.order.ReceiptsContent
import cn.shebao.ui.parts.Failure
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.parts.Skeleton
import cn.shebao.ui.pay.BillsContent
import cn.shebao.ui.pay.PayContent
import cn.shebao.ui.settings.SettingsContent
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.sign.CodeContent
import cn.shebao.ui.sign.EnrolmentContent
import cn.shebao.ui.sign.LockContent
import cn.shebao.ui.words.Language
import cn.shebao.ui.words.line

/** One state of one screen, from a sample view. [full]: a height in dp that shows the whole scroll. */
internal class Shot(val name: String, val full: Int = 800, val content: @Composable () -> Unit)

/** One way of looking at it. */
internal class Way(val name: String, val choices: Choices = Choices(), val language: Language = Language.Zh, val fontScale: Float = 1f)

internal val ways = listOf(
    Way("normal"), Way("elder", Choices(elder = true)), Way("dark", Choices(dark = true)), Way("font2", fontScale = 2f), Way("en", language = Language.En),
    Way("contrast", Choices(high = true)), Way("elder-font2", Choices(elder = true), fontScale = 2f),
)

private val verbs = PageVerbs({}, {})
private val none: (IdentityDraft) -> DraftView = { DraftView(emptyList(), true) }
private fun enrolment(step: EnrolmentStep, vararg problems: ProblemView) = EnrolmentView(step, "测试城市社会保险经办中心", line("enrol_identity"), problems.toList(), false)

internal val shots = listOf(
    Shot("home", 1160) { HomeContent(home()) {} },
    Shot("home-calm") { HomeContent(homeCalm()) {} },
    Shot("home-offline") { HomeContent(home(Source.STORED_OFFLINE)) {} },
    Shot("home-signed-out") { HomeContent(homeSignedOut()) {} },
    Shot("home-expired") { HomeContent(homeExpired()) {} },
    Shot("home-busy", 1400) { HomeContent(homeBusy()) {} },
    Shot("home-loading") { HomeFrame("测试城市", true, {}) { HomeColumn { Skeleton({}, long = true) } } },
    Shot("home-failure") { HomeFrame("测试城市", true, {}) { HomeColumn { Failure(CitizenException.StorageFull()) {} } } },
    Shot("card", 1450) { CardContent(card()) {} },
    Shot("card-offline") { CardContent(card().copy(freshness = fresh("11-23T09:30", Source.STORED_OFFLINE))) {} },
    Shot("card-none") { CardContent(cardNone()) {} },
    Shot("card-revealed", 1450) { CardContent(card(), cardRevealed(), 28) {} },
    Shot("bills", 1300) { BillsContent(bills()) {} },
    Shot("bills-empty") { BillsContent(bills().copy(bills = emptyList(), live = emptyList(), past = emptyList())) {} },
    Shot("pay-choose", 1100) { PayContent(choosing()) {} },
    Shot("pay-chosen", 1100) { PayContent(chosen()) {} },
    Shot("pay-review", 1000) { PayContent(review()) {} },
    Shot("pay-review-error") { PayContent(review(), CitizenException.Unavailable(30u)) {} },
    Shot("pay-review-pin") { PayContent(review().copy(asksForPin = true), CitizenException.Pin(PinRefusal.Wrong(3u))) {} },
    Shot("pay-confirming") { PayContent(confirming()) {} },
    Shot("pay-scan", 1000) { PayContent(scanning()) {} },
    Shot("pay-paid") { PayContent(paid()) {} },
    Shot("pay-not-charged") { PayContent(notCharged()) {} },
    Shot("pay-attention") { PayContent(attention()) {} },
    Shot("receipts", 1900) { ReceiptsContent(receiptsPage(), receiptRows(), findings(), ReceiptFilter(insured = "p1"), canSave = true, saved = "shebao-receipts-2026-11-24.html") {} },
    Shot("receipts-agree", 1200) { ReceiptsContent(receiptsPage(), receiptRows(), findingsNone(), ReceiptFilter(), canSave = false) {} },
    Shot("receipts-empty") { ReceiptsContent(receiptsPage().copy(rows = emptyList(), totals = emptyList(), empty = line("receipt_none")), emptyList(), findingsNone(), ReceiptFilter(), canSave = true) {} },
    Shot("mandates", 1100) { MandatesContent(mandates(mandate())) {} },
    Shot("mandates-stop", 1200) { MandatesContent(mandates(mandate()), asked = "d1") {} },
    Shot("mandates-failing", 1700) { MandatesContent(mandatesFailing(), error = CitizenException.Unavailable(null)) {} },
    Shot("mandates-in-doubt", 2600) { MandatesContent(mandatesInDoubt()) {} },
    Shot("mandates-none") { MandatesContent(mandatesNone()) {} },
    Shot("mandates-offline") { MandatesContent(mandatesOffline()) {} },
    Shot("mandate-choose", 1300) { MandateFormContent(signing()) {} },
    Shot("mandate-chosen", 1500) { MandateFormContent(signingChosen()) {} },
    Shot("mandate-change", 1400) { MandateFormContent(changing()) {} },
    Shot("mandate-review", 1000) { MandateFormContent(mandateReview()) {} },
    Shot("mandate-review-pin", 1100) { MandateFormContent(mandateReview().copy(asksForPin = true), CitizenException.Pin(PinRefusal.Wrong(3u))) {} },
    Shot("mandate-confirming") { MandateFormContent(mandateConfirming()) {} },
    Shot("mandate-done") { MandateFormContent(mandateDone()) {} },
    Shot("mandate-not-done") { MandateFormContent(mandateNotDone()) {} },
    Shot("mandate-attention") { MandateFormContent(mandateAttention()) {} },
    Shot("order-paid", 1200) { OrderContent(orderPaid()) {} },
    Shot("order-unknown", 1300) { OrderContent(orderUnknown()) {} },
    Shot("order-code-over", 1300) { OrderContent(orderCodeOver()) {} },
    Shot("receipt", 1000) { ReceiptContent(receipt(), verbs) },
    Shot("sign-code") { CodeContent {} },
    Shot("sign-code-refused") { CodeContent(CitizenException.Refused(cn.shebao.core.Refusal.BAD_CODE)) {} },
    Shot("sign-code-scan") { CodeContent(scan = {}) {} },
    Shot("link-receipt") { LinkContent(linkReceipt(), verbs) },
    Shot("link-unknown") { LinkContent(Link.Unknown(line("link_not_genuine")), verbs) },
    Shot("sign-identity", 900) { EnrolmentContent(enrolment(EnrolmentStep.Identity, ProblemView("number", sent("第 18 位不对，请核对。"))), none) {} },
    Shot("sign-one-time-code") { EnrolmentContent(enrolment(EnrolmentStep.OneTimeCode("138****5678", 0u)), none) {} },
    Shot("sign-pin") { EnrolmentContent(enrolment(EnrolmentStep.ChoosePin), none) {} },
    Shot("lock") { LockContent(SessionState.Locked(4u, 0u)) {} },
    Shot("lock-wait") { LockContent(SessionState.Locked(2u, 25u), CitizenException.Refused(cn.shebao.core.Refusal.WRONG_PIN)) {} },
    Shot("settings", 900) { SettingsContent(Settings(Choices(), Language.Zh) { _, _ -> }, verbs, null, {}, {}) },
)

internal val bars = PaddingValues(top = 32.dp, bottom = 20.dp)

/** [shot] as [way] shows it. */
@Composable
internal fun Shown(shot: Shot, way: Way, density: Float = 3f) = CompositionLocalProvider(LocalDensity provides Density(density, way.fontScale)) {
    LookTheme(way.choices, formats(way.language), fonts(), bars) { shot.content() }
}
