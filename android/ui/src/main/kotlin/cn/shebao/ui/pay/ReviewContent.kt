package cn.shebao.ui.pay

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentView
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** Everything to check before confirming. The amount is the largest thing, and the bar says that nothing was taken yet. */
@Composable
internal fun ReviewContent(view: PaymentView, error: CitizenException?, busy: Boolean, onAction: (PayAction) -> Unit) {
    val confirming = view.amount?.let { amount ->
        val verb = line("action_confirm_pay", "amount" to amount(amount))
        Confirming(view.says, verb, view.canGoOn && !view.busy && !busy, view.asksForPin) { onAction(PayAction.Confirm(it)) }
    }
    ReviewPage(
        title = view.title,
        verbs = PageVerbs({ onAction(PayAction.Back) }, { onAction(PayAction.Call(it)) }),
        error = error,
        confirming = confirming,
        lines = view.lines,
        next = view.next,
        onChange = { onAction(PayAction.Change) },
    ) {
        Body(w("screen_pay_total"), color = look.colors.ink2)
        view.amount?.let { AmountText(it) }
        view.arithmetic?.let { Sentence(it, style = look.type.note, color = look.colors.ink2) }
    }
}
