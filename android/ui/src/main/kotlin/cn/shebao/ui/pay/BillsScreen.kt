package cn.shebao.ui.pay

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
fun BillsScreen(core: Opened, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    val loaded by read(core.changes, Change.PAYMENTS, payments) { payments.view() }
    val doing = doing()
    LaunchedEffect(payments) { doing.start({ payments.refresh() }) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_pay_title"), verbs, { doing.start({ payments.refresh() }) }) { view ->
        BillsContent(view, go.shown(doing.error, view.freshness)) { action ->
            when (action) {
                BillsAction.Back -> go.back()
                is BillsAction.Call -> go.call(action.number)
                is BillsAction.Pay -> go.to(Route.Payment(action.bill))
                is BillsAction.Order -> go.to(Route.Order(action.id))
                BillsAction.Receipts -> go.to(Route.Receipts)
                BillsAction.Mandates -> go.to(Route.Mandates)
            }
        }
    }
}
