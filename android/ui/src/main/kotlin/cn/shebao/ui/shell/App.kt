package cn.shebao.ui.shell

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import cn.shebao.core.Change
import cn.shebao.core.CitizenInterface
import cn.shebao.core.SessionState
import cn.shebao.ui.card.CardScreen
import cn.shebao.ui.home.HomeColumn
import cn.shebao.ui.home.HomeFrame
import cn.shebao.ui.home.HomeScreen
import cn.shebao.ui.inbox.ArticleScreen
import cn.shebao.ui.inbox.InboxScreen
import cn.shebao.ui.inbox.MessageScreen
import cn.shebao.ui.insurance.InsuranceScreen
import cn.shebao.ui.insurance.InsurancesScreen
import cn.shebao.ui.link.LinkContent
import cn.shebao.ui.mandate.MandateFormScreen
import cn.shebao.ui.mandate.MandatesScreen
import cn.shebao.ui.order.OrderScreen
import cn.shebao.ui.order.ReceiptScreen
import cn.shebao.ui.order.ReceiptsScreen
import cn.shebao.ui.parts.Failure
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.parts.Skeleton
import cn.shebao.ui.pay.BillsScreen
import cn.shebao.ui.pay.PayScreen
import cn.shebao.ui.settings.SettingsScreen
import cn.shebao.ui.sign.LockScreen
import cn.shebao.ui.sign.SignInScreen
import cn.shebao.ui.state.Changes
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.attempt
import cn.shebao.ui.state.read

/** The core, opened, and what it tells. */
class Opened(val citizen: CitizenInterface, val changes: Changes)

/** Opens the core and shows it. What cannot be opened says why. */
@Composable
fun App(go: Go, open: suspend () -> Opened) {
    var tries by remember { mutableStateOf(0) }
    val opened by produceState<Loaded<Opened>>(Loaded.Loading, tries) { value = attempt(open) }
    when (val now = opened) {
        is Loaded.Loading -> HomeFrame("", false, {}) { HomeColumn { Skeleton(onCancel = {}) } }
        is Loaded.Failed -> HomeFrame("", false, {}) { HomeColumn { Failure(now.error) { tries++ } } }
        is Loaded.Content -> Screens(now.view, go)
    }
}

/** The lock lies over everything; under it nothing is drawn. */
@Composable
private fun Screens(core: Opened, go: Go) {
    val session by read(core.changes, Change.SESSION, core) { core.citizen.session().view() }
    val state = (session as? Loaded.Content)?.view?.state
    if (state is SessionState.Locked) return LockScreen(core, state)
    LaunchedEffect(state is SessionState.SignedOut) { if (state is SessionState.SignedOut) go.nobody() }
    val here = go.here
    key(here) {
        when (here) {
            is Route.Home -> HomeScreen(core, go)
            is Route.SignIn -> SignInScreen(core, here.code, go)
            is Route.Found -> LinkContent(here.link, PageVerbs(go::back, go::call))
            is Route.Settings -> SettingsScreen(core, go)
            is Route.Card -> CardScreen(core, go)
            is Route.Bills -> BillsScreen(core, go)
            is Route.Payment -> PayScreen(core, here.bill, go)
            is Route.Order -> OrderScreen(core, here.id, go)
            is Route.Receipt -> ReceiptScreen(core, here.order, go)
            is Route.Receipts -> ReceiptsScreen(core, go)
            is Route.Mandates -> MandatesScreen(core, go)
            is Route.SignMandate -> MandateFormScreen(core, go) { it.signMandate(here.bill) }
            is Route.ChangeMandate -> MandateFormScreen(core, go) { it.changeMandate(here.id) }
            is Route.Insurances -> InsurancesScreen(core, go)
            is Route.Insurance -> InsuranceScreen(core, here.kind, go)
            is Route.Inbox -> InboxScreen(core, go)
            is Route.Message -> MessageScreen(core, here.id, go)
            is Route.Article -> ArticleScreen(core, here.id, go)
        }
    }
}
