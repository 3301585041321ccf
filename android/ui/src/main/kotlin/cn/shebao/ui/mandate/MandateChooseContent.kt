package cn.shebao.ui.mandate

import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.MandateDraft
import cn.shebao.core.MandateFormView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What is to be agreed: nothing is chosen beforehand, a change begins with the terms in force, and the core says what is missing. */
@Composable
internal fun MandateChooseContent(view: MandateFormView, error: CitizenException?, busy: Boolean, onAction: (MandateFormAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(MandateFormAction.Back) }, { onAction(MandateFormAction.Call(it)) }),
    error = error,
    says = view.says,
    bottom = { PrimaryButton(say(view.verb), enabled = view.canGoOn && !view.busy && !busy) { onAction(MandateFormAction.Review) } },
) {
    val (choices, draft, problems) = Triple(view.choices, view.draft, view.problems)
    val choose: (MandateDraft) -> Unit = { onAction(MandateFormAction.Choose(it)) }
    val who = dots(listOf(view.person, say(view.scheme)))
    Note(who, Modifier.heard(who, unmasked(plain(who))))

    choices.base?.let { base -> BaseQuestion(base, draft.base, problems) { choose(draft.copy(base = it)) } }
    if (choices.tiers.isNotEmpty()) TierQuestion(choices.tiers, draft.tier, problems) { choose(draft.copy(tier = it)) }
    view.expected?.let { Sentence(line("screen_mandate_expected", "amount" to amount(it)), Modifier.padding(top = Space.small), look.type.note, look.colors.ink2) }

    Question(w("screen_mandate_choose_day"), problems, "day")
    val days = choices.days.map { Option(it.day.toString(), say(it.name), plain(say(it.name))) }
    Options(days, setOfNotNull(draft.day?.toString())) { id -> choose(draft.copy(day = choices.days.first { it.day.toString() == id }.day)) }
    // None are offered before it is known what one debit takes: the question comes with its answers.
    if (choices.caps.isNotEmpty()) {
        Question(w("screen_mandate_choose_cap"), problems, "cap")
        AmountOptions(choices.caps, draft.cap) { choose(draft.copy(cap = it)) }
    }
    InstrumentQuestion(choices.instruments, draft.instrument, problems) { choose(draft.copy(instrument = it)) }
}
