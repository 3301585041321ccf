package cn.shebao.ui.mandate

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.MandatesView
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.pay.BillCard
import cn.shebao.ui.words.w

/** What one can do where the mandates are. */
sealed interface MandatesAction {
    data object Back : MandatesAction
    data class Call(val number: String) : MandatesAction
    data class Sign(val bill: String) : MandatesAction
    data class Change(val id: String) : MandatesAction
    /** Shows the question that comes before [Stop]. */
    data class AskToStop(val id: String) : MandatesAction
    /** No to the question. */
    data object Keep : MandatesAction
    data class Stop(val id: String) : MandatesAction
    /** Pays by hand. */
    data class Pay(val bill: String) : MandatesAction
}

/** Every mandate, and what one can be signed for. [asked]: the mandate whose stopping is being asked about. */
@Composable
fun MandatesContent(view: MandatesView, asked: String? = null, error: CitizenException? = null, onAction: (MandatesAction) -> Unit) = Page(
    title = w("screen_mandates_title"),
    verbs = PageVerbs({ onAction(MandatesAction.Back) }, { onAction(MandatesAction.Call(it)) }),
    freshness = view.freshness,
    error = error,
) {
    Subtitle("", view.freshness)
    Sentence(view.says, Modifier.padding(top = Space.medium))
    if (view.rows.isNotEmpty()) Column(Modifier.padding(top = Space.medium), verticalArrangement = Arrangement.spacedBy(Space.small)) {
        view.rows.forEach { row -> MandateCard(row, row.id == asked, onAction) }
    }
    if (view.offers.isNotEmpty()) {
        Section(w("screen_mandates_offers"))
        Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
            view.offers.forEach { bill -> BillCard(bill, w("action_sign_mandate")) { onAction(MandatesAction.Sign(bill.id)) } }
        }
    }
}
