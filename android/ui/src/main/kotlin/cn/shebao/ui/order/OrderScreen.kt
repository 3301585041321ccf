package cn.shebao.ui.order

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.w

@Composable
fun OrderScreen(core: Opened, id: String, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    val loaded by read(core.changes, Change.PAYMENTS, id) { payments.order(id) }
    val doing = doing()
    LaunchedEffect(id) { doing.start({ payments.settle() }) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_order_title"), verbs, go::back) { view ->
        OrderContent(view, go.shown(doing.error, view.freshness)) { action ->
            when (action) {
                OrderAction.Back -> go.back()
                OrderAction.Home -> go.home()
                OrderAction.Receipt -> go.to(Route.Receipt(id))
                OrderAction.AskToCancel -> doing.start({ payments.cancel(id) })
                OrderAction.AnotherCode -> doing.start({ payments.anotherCode(id) })
                is OrderAction.Call -> go.call(action.number)
            }
        }
    }
}

@Composable
fun ReceiptScreen(core: Opened, order: String, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    val loaded by read(core.changes, Change.PAYMENTS, order) { payments.receipt(order) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_receipt_title"), verbs, go::back) { view ->
        ReceiptContent(view, verbs)
    }
}
