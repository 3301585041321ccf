package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentView
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What to pay: nothing is chosen beforehand, and the core says what is missing. */
@Composable
internal fun ChooseContent(view: PaymentView, error: CitizenException?, busy: Boolean, onAction: (PayAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(PayAction.Back) }, { onAction(PayAction.Call(it)) }),
    error = error,
    says = view.says,
    bottom = { PrimaryButton(w("action_quote"), enabled = view.canGoOn && !view.busy && !busy) { onAction(PayAction.Quote) } },
) {
    val draft = view.draft
    val who = dots(listOf(view.bill.person, say(view.bill.relation), say(view.bill.title)))
    Note(who, Modifier.heard(who, unmasked(plain(who))))

    view.choices.base?.let { base -> BaseQuestion(base, draft.base, view.problems) { onAction(PayAction.Choose(draft.copy(base = it))) } }
    if (view.choices.tiers.isNotEmpty()) {
        TierQuestion(view.choices.tiers, draft.tier, view.problems) { onAction(PayAction.Choose(draft.copy(tier = it))) }
    }
    Question(w("screen_pay_choose_periods"), view.problems, "periods")
    view.choices.rules.forEach { Note(say(it), Modifier.padding(bottom = Space.small)) }
    val periods = view.choices.periods.map { Option(it.id, say(it.name), plain(say(it.name)), enabled = it.canPay) }
    Options(periods, draft.periods.toSet(), many = true) { id ->
        onAction(PayAction.Choose(draft.copy(periods = if (id in draft.periods) draft.periods - id else draft.periods + id)))
    }
    InstrumentQuestion(view.choices.instruments, draft.instrument, view.problems) { onAction(PayAction.Choose(draft.copy(instrument = it))) }
}
