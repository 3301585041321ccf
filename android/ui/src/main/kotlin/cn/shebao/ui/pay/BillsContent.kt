package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.OrderRowView
import cn.shebao.core.PaymentsView
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do where paying begins. */
sealed interface BillsAction {
    data object Back : BillsAction
    data class Call(val number: String) : BillsAction
    data class Pay(val bill: String) : BillsAction
    data class Order(val id: String) : BillsAction
    data object Receipts : BillsAction
    data object Mandates : BillsAction
}

/** What can be paid, what is being confirmed, and the orders so far. */
@Composable
fun BillsContent(view: PaymentsView, error: CitizenException? = null, onAction: (BillsAction) -> Unit) = Page(
    title = w("screen_pay_title"),
    verbs = PageVerbs({ onAction(BillsAction.Back) }, { onAction(BillsAction.Call(it)) }),
    freshness = view.freshness,
    error = error,
) {
    Subtitle("", view.freshness)
    if (view.live.isNotEmpty()) {
        Section(w("screen_pay_live"))
        OrderRows(view.live, onAction)
    }
    Section(w("screen_pay_bills"))
    if (view.bills.isEmpty()) Empty(w("common_empty"))
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        view.bills.forEach { bill -> BillCard(bill, if (bill.canPay) w("action_go_pay") else null) { onAction(BillsAction.Pay(bill.id)) } }
    }
    if (view.past.isNotEmpty()) {
        Section(w("screen_pay_orders"))
        OrderRows(view.past, onAction)
    }
    Column(Modifier.padding(top = Space.small).offset(x = -Space.small)) {
        TextVerb(w("action_mandates")) { onAction(BillsAction.Mandates) }
        // Also for whoever never paid here: somebody else may have paid for them.
        TextVerb(w("action_receipts")) { onAction(BillsAction.Receipts) }
    }
}

@Composable
private fun OrderRows(rows: List<OrderRowView>, onAction: (BillsAction) -> Unit) = SectionCard {
    rows.forEachIndexed { at, row ->
        if (at > 0) Line()
        MoneyRow(row.tone, say(row.state), row.at, say(row.title), row.person, row.amount) { onAction(BillsAction.Order(row.id)) }
    }
}
