package cn.shebao.ui.order

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.ui.parts.Failure
import cn.shebao.ui.parts.Page
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.parts.Skeleton
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.Loaded
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
    when (val now = loaded) {
        is Loaded.Loading -> Page(w("screen_order_title"), verbs) { Skeleton(go::back) }
        is Loaded.Failed -> Page(w("screen_order_title"), verbs) { Failure(now.error, go::back) }
        is Loaded.Content -> OrderContent(now.view, go.shown(doing.error, now.view.freshness)) { action ->
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
    when (val now = loaded) {
        is Loaded.Loading -> Page(w("screen_receipt_title"), verbs) { Skeleton(go::back) }
        is Loaded.Failed -> Page(w("screen_receipt_title"), verbs) { Failure(now.error, go::back) }
        is Loaded.Content -> ReceiptContent(now.view, verbs)
    }
}
