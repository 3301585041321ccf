package cn.shebao.ui.order

import androidx.compose.runtime.*
import cn.shebao.core.*
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.w

@Composable
fun ReceiptsScreen(core: Opened, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    var filter by remember { mutableStateOf(ReceiptFilter()) }
    var pages by remember { mutableStateOf(1) }
    var saved by remember { mutableStateOf<String?>(null) }
    // Home is told of every part: records that come change what is found here, too.
    val loaded by read(core.changes, Change.HOME, filter, pages) { receipts(payments, filter, pages) }
    val doing = doing()
    LaunchedEffect(core) { doing.start({ core.citizen.refresh() }) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_receipts_title"), verbs, { doing.start({ core.citizen.refresh() }) }) { view ->
        val (last, rows, findings) = view
        ReceiptsContent(last, rows, findings, filter, go.save != null, saved, go.shown(doing.error, findings.freshness)) { action ->
            when (action) {
                ReceiptsAction.Back -> go.back()
                ReceiptsAction.More -> pages++
                is ReceiptsAction.Call -> go.call(action.number)
                is ReceiptsAction.Receipt -> go.to(Route.Receipt(action.order))
                is ReceiptsAction.Order -> go.to(Route.Order(action.id))
                is ReceiptsAction.Choose -> { filter = action.filter; pages = 1; saved = null }
                is ReceiptsAction.Save -> go.save?.let { save ->
                    doing.start({ payments.exportReceipts(filter, action.format).also { save(it) } }) { saved = it.name }
                }
            }
        }
    }
}

private data class Receipts(val last: ReceiptsPage, val rows: List<ReceiptRowView>, val findings: FindingsView)

/** So many pages, one after the other. */
private suspend fun receipts(payments: PaymentsInterface, filter: ReceiptFilter, pages: Int): Receipts {
    var page = payments.receipts(filter, null)
    val rows = page.rows.toMutableList()
    repeat(pages - 1) {
        val next = page.next ?: return@repeat
        page = payments.receipts(filter, next)
        rows += page.rows
    }
    return Receipts(page, rows, payments.findings())
}
