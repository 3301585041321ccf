package cn.shebao.ui.pay

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentStep
import cn.shebao.core.PaymentView
import cn.shebao.ui.order.CashierCode
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** How it ended, or that it is not known yet. In doubt there is no filled button: nothing to press harder. */
@Composable
internal fun ResultContent(view: PaymentView, error: CitizenException?, onAction: (PayAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(PayAction.Home) }, { onAction(PayAction.Call(it)) }),
    error = error,
    bottom = {
        val order = view.order
        if (view.step == PaymentStep.PAID && order != null) PrimaryButton(w("action_see_progress")) { onAction(PayAction.Order(order)) }
        else {
            if (order != null) SecondaryButton(w("action_see_progress")) { onAction(PayAction.Order(order)) }
            SecondaryButton(w("action_home")) { onAction(PayAction.Home) }
        }
    },
) {
    ResultCard(view.tone, dots(listOf(view.bill.person, say(view.bill.title))), view.says, view.lines) { view.amount?.let { AmountText(it) } }
    val order = view.order
    if (order != null) view.cashier?.let { CashierCode(it) { onAction(PayAction.AnotherCode(order)) } }
    NextSteps(view.next)
}
