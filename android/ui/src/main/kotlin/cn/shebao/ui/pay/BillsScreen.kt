package cn.shebao.ui.pay

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
fun BillsScreen(core: Opened, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    val loaded by read(core.changes, Change.PAYMENTS, payments) { payments.view() }
    val doing = doing()
    LaunchedEffect(payments) { doing.start({ payments.refresh() }) }
    val verbs = PageVerbs(go::back, go::call)
    when (val now = loaded) {
        is Loaded.Loading -> Page(w("screen_pay_title"), verbs) { Skeleton(go::back) }
        is Loaded.Failed -> Page(w("screen_pay_title"), verbs) { Failure(now.error) { doing.start({ payments.refresh() }) } }
        is Loaded.Content -> BillsContent(now.view, go.shown(doing.error, now.view.freshness)) { action ->
            when (action) {
                BillsAction.Back -> go.back()
                is BillsAction.Call -> go.call(action.number)
                is BillsAction.Pay -> go.to(Route.Payment(action.bill))
                is BillsAction.Order -> go.to(Route.Order(action.id))
                BillsAction.Receipts -> go.to(Route.Receipts)
            }
        }
    }
}
