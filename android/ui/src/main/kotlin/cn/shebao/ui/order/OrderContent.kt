package cn.shebao.ui.order

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.OrderView
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do on an order's page. */
sealed interface OrderAction {
    data object Back : OrderAction
    data object Home : OrderAction
    data object Receipt : OrderAction
    data object AskToCancel : OrderAction
    data object AnotherCode : OrderAction
    data class Call(val number: String) : OrderAction
}

/** One order: whether money moved, and its way through the four stages. */
@Composable
fun OrderContent(view: OrderView, error: CitizenException? = null, onAction: (OrderAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(OrderAction.Back) }, { onAction(OrderAction.Call(it)) }),
    freshness = view.freshness,
    error = error,
    bottom = {
        // In doubt nothing is filled: there is nothing to press harder.
        if (view.hasReceipt) PrimaryButton(w("action_receipt")) { onAction(OrderAction.Receipt) }
        else SecondaryButton(w("action_home")) { onAction(OrderAction.Home) }
    },
) {
    Subtitle(view.row.person, view.freshness)
    Spacer(Modifier.height(Space.medium))
    SectionCard {
        CardBody {
            Chip(view.row.tone, say(view.row.state))
            Spacer(Modifier.height(Space.small))
            AmountText(view.row.amount)
            Note(say(view.row.title))
            Sentence(view.says, Modifier.padding(top = Space.control))
            view.call?.let { number -> CallButton(number) { onAction(OrderAction.Call(it)) } }
        }
    }
    view.cashier?.let { CashierCode(it) { onAction(OrderAction.AnotherCode) } }
    if (view.stages.isNotEmpty()) {
        Section(w("screen_order_stages"))
        SectionCard { StageLine(view.stages) { onAction(OrderAction.Call(it)) } }
    }
    if (view.lines.isNotEmpty()) {
        Section(w("screen_order_details"))
        SectionCard { Facts(view.lines) }
    }
    if (view.canCancel) TextVerb(w("action_cancel_order"), modifier = Modifier.padding(top = Space.small).offset(x = -Space.small)) { onAction(OrderAction.AskToCancel) }
}
