package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentView
import cn.shebao.core.ProblemView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What to pay: nothing is chosen beforehand, and the core says what is missing. */
@Composable
internal fun ChooseContent(view: PaymentView, error: CitizenException?, busy: Boolean, onAction: (PayAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(PayAction.Back) }, { onAction(PayAction.Call(it)) }),
    error = error,
    bottom = {
        PrimaryBar(say(view.says)) {
            PrimaryButton(w("action_quote"), enabled = view.canGoOn && !view.busy && !busy) { onAction(PayAction.Quote) }
        }
    },
) {
    val draft = view.draft
    val who = dots(listOf(view.bill.person, say(view.bill.relation), say(view.bill.title)))
    Note(who, Modifier.heard(who, unmasked(plain(who))))

    view.choices.base?.let { base ->
        Group(w("screen_pay_choose_base"), view.problems, "base")
        Note(w("screen_pay_base_range", "floor" to amount(base.floor), "ceiling" to amount(base.ceiling)), Modifier.padding(bottom = Space.small))
        val options = base.offered.map { Option(it.fen.toString(), amountShown(it), amountAloud(it)) }
        Options(options, setOfNotNull(draft.base?.fen?.toString())) { id ->
            onAction(PayAction.Choose(draft.copy(base = base.offered.first { it.fen.toString() == id })))
        }
    }
    if (view.choices.tiers.isNotEmpty()) {
        Group(w("screen_pay_choose_tier"), view.problems, "tier")
        val options = view.choices.tiers.map { Option(it.id, amountShown(it.amount), amountAloud(it.amount)) }
        Options(options, setOfNotNull(draft.tier)) { onAction(PayAction.Choose(draft.copy(tier = it))) }
    }
    Group(w("screen_pay_choose_periods"), view.problems, "periods")
    view.choices.rules.forEach { Note(say(it), Modifier.padding(bottom = Space.small)) }
    val periods = view.choices.periods.map { Option(it.id, say(it.name), plain(say(it.name)), enabled = it.canPay) }
    Options(periods, draft.periods.toSet(), many = true) { id ->
        onAction(PayAction.Choose(draft.copy(periods = if (id in draft.periods) draft.periods - id else draft.periods + id)))
    }
    Group(w("screen_pay_choose_from"), view.problems, "instrument")
    val instruments = view.choices.instruments.map { Option(it.id, say(it.name), wording.aloud(it.name)) }
    Options(instruments, setOfNotNull(draft.instrument)) { onAction(PayAction.Choose(draft.copy(instrument = it))) }
}

/** A question, and what is wrong with its answer so far. */
@Composable
private fun Group(title: String, problems: List<ProblemView>, field: String) {
    Section(title)
    problems.filter { it.field == field }.forEach { Sentence(it.says, Modifier.padding(bottom = Space.small), look.type.note, look.colors.ink2) }
}
