package cn.shebao.ui.mandate

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.answers
import cn.shebao.ui.words.w

@Composable
fun MandatesScreen(core: Opened, go: Go) {
    val payments = remember(core) { core.citizen.payments() }
    val mandates = answers(core.changes, Change.PAYMENTS, payments) { payments.mandates() }
    val doing = mandates.doing
    var asked by remember { mutableStateOf<String?>(null) }
    LaunchedEffect(payments) { doing.start({ payments.refresh() }) }
    LoadedPage(mandates.now, w("screen_mandates_title"), PageVerbs(go::back, go::call), { doing.start({ payments.refresh() }) }) { view ->
        MandatesContent(view, asked, go.shown(doing.error, view.freshness)) { action ->
            when (action) {
                MandatesAction.Back -> go.back()
                is MandatesAction.Call -> go.call(action.number)
                is MandatesAction.Sign -> go.to(Route.SignMandate(action.bill))
                is MandatesAction.Change -> go.to(Route.ChangeMandate(action.id))
                is MandatesAction.AskToStop -> asked = action.id
                MandatesAction.Keep -> asked = null
                is MandatesAction.Stop -> mandates.take({ payments.revokeMandate(action.id) }) { asked = null }
                is MandatesAction.Pay -> go.to(Route.Payment(action.bill))
            }
        }
    }
}
