package cn.shebao.ui.mandate

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.MandateFormView
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** Everything to check before signing: what one debit takes now, what is agreed, and what happens next. */
@Composable
internal fun MandateReviewContent(view: MandateFormView, error: CitizenException?, busy: Boolean, onAction: (MandateFormAction) -> Unit) = ReviewPage(
    title = view.title,
    verbs = PageVerbs({ onAction(MandateFormAction.Back) }, { onAction(MandateFormAction.Call(it)) }),
    error = error,
    confirming = Confirming(view.says, view.verb, view.canGoOn && !view.busy && !busy, view.asksForPin) { onAction(MandateFormAction.Confirm(it)) },
    lines = view.lines,
    next = view.next,
    onChange = { onAction(MandateFormAction.Change) },
) {
    view.expected?.let { Sentence(line("screen_mandate_expected", "amount" to amount(it)), style = look.type.section) }
}
