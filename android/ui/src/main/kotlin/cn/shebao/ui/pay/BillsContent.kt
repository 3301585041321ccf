package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.BillView
import cn.shebao.core.CitizenException
import cn.shebao.core.OrderRowView
import cn.shebao.core.PaymentsView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do where paying begins. */
sealed interface BillsAction {
    data object Back : BillsAction
    data class Call(val number: String) : BillsAction
    data class Pay(val bill: String) : BillsAction
    data class Order(val id: String) : BillsAction
    data object Receipts : BillsAction
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
        view.bills.forEach { bill -> BillCard(bill) { onAction(BillsAction.Pay(bill.id)) } }
    }
    if (view.past.isNotEmpty()) {
        Section(w("screen_pay_orders"))
        OrderRows(view.past, onAction)
    }
    // Also for whoever never paid here: somebody else may have paid for them.
    TextVerb(w("action_receipts"), modifier = Modifier.padding(top = Space.small).offset(x = -Space.small)) { onAction(BillsAction.Receipts) }
}

/** Whose, what, by when, and its one verb if it can be paid. */
@Composable
private fun BillCard(bill: BillView, onPay: () -> Unit) = SectionCard {
    CardBody {
        val who = dots(listOf(bill.person, say(bill.relation)))
        val amount = bill.amount
        SideBySide(
            Modifier.fillMaxWidth(), gap = Space.small,
            start = { Note(who, Modifier.heard(who, unmasked(plain(who))), strong = true, color = look.colors.ink) },
            end = { if (amount != null) Note(amountShown(amount), Modifier.heard(amountShown(amount), amountAloud(amount)), strong = true, color = look.colors.ink) },
        )
        Headline(say(bill.title), Modifier.padding(top = Space.tight))
        Sentence(bill.says, Modifier.padding(top = Space.tight))
        bill.due?.let { Note(w("screen_pay_due", "day" to cn.shebao.core.ArgValue.Day(it)), Modifier.padding(top = Space.tight)) }
    }
    if (bill.canPay) {
        val verb = w("action_go_pay")
        CardVerb(verb, aloud = listOf(verb, unmasked(bill.person), plain(say(bill.title))).joinToString(w("a11y_and")), onClick = onPay)
    }
}

@Composable
private fun OrderRows(rows: List<OrderRowView>, onAction: (BillsAction) -> Unit) = SectionCard {
    rows.forEachIndexed { at, row ->
        if (at > 0) Line()
        MoneyRow(row.tone, say(row.state), row.at, say(row.title), row.person, row.amount) { onAction(BillsAction.Order(row.id)) }
    }
}
