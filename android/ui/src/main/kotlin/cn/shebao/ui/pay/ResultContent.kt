package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentStep
import cn.shebao.core.PaymentView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
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
        if (view.step == PaymentStep.PAID && order != null) PrimaryBar { PrimaryButton(w("action_see_progress")) { onAction(PayAction.Order(order)) } }
        else PrimaryBar {
            if (order != null) SecondaryButton(w("action_see_progress")) { onAction(PayAction.Order(order)) }
            SecondaryButton(w("action_home")) { onAction(PayAction.Home) }
        }
    },
) {
    Spacer(Modifier.height(Space.medium))
    SectionCard {
        CardBody {
            Row { Mark(view.tone, scaled(look.size.icon)); Spacer(Modifier.width(Space.small)); view.amount?.let { AmountText(it) } }
            val what = dots(listOf(view.bill.person, say(view.bill.title)))
            Note(what, Modifier.heard(what, unmasked(plain(what))))
            Sentence(view.says, Modifier.padding(top = Space.control).semantics { liveRegion = LiveRegionMode.Polite })
        }
        if (view.lines.isNotEmpty()) { Line(); Facts(view.lines, close = true) }
    }
    val order = view.order
    if (order != null) view.cashier?.let { CashierCode(it) { onAction(PayAction.AnotherCode(order)) } }
    if (view.next.isNotEmpty()) {
        Section(w("screen_pay_next"))
        Numbered(view.next)
    }
}
