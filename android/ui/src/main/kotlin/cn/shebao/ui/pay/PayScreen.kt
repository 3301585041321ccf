package cn.shebao.ui.pay

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentInterface
import cn.shebao.core.PaymentStep
import cn.shebao.core.PaymentView
import cn.shebao.ui.parts.Failure
import cn.shebao.ui.parts.Page
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.parts.Skeleton
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.attempt
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.w

/** Begins paying [bill]. Leaving the screen changes nothing: an order lives in the core's journal. */
@Composable
fun PayScreen(core: Opened, bill: String, go: Go) {
    val begun by produceState<Loaded<PaymentInterface>>(Loaded.Loading, core, bill) { value = attempt { core.citizen.payments().pay(bill) } }
    val verbs = PageVerbs(go::back, go::call)
    when (val now = begun) {
        is Loaded.Loading -> Page(w("screen_pay_title"), verbs) { Skeleton(go::back) }
        is Loaded.Failed -> Page(w("screen_pay_title"), verbs) { Failure(now.error, go::back) }
        is Loaded.Content -> Steps(core, now.view, go)
    }
}

@Composable
private fun Steps(core: Opened, payment: PaymentInterface, go: Go) {
    // What an action answered is newer than what was read before it.
    var answered by remember(payment) { mutableStateOf<PaymentView?>(null) }
    val loaded by read(core.changes, Change.PAYMENTS, payment) { payment.view().also { answered = null } }
    val doing = doing()
    val view = answered ?: (loaded as? Loaded.Content)?.view
    if (view == null) {
        Page(w("screen_pay_title"), PageVerbs(go::back, go::call)) {
            (loaded as? Loaded.Failed)?.let { Failure(it.error, go::back) } ?: Skeleton(go::back)
        }
        return
    }
    val take: (PaymentView) -> Unit = { answered = it }
    PayContent(view, doing.error, doing.busy) { action ->
        when (action) {
            is PayAction.Call -> go.call(action.number)
            is PayAction.Choose -> doing.start({ payment.choose(action.draft) }, take)
            PayAction.Quote -> doing.start({ payment.quote() }, take)
            PayAction.Change -> doing.start({ payment.back() }, take)
            is PayAction.Confirm -> doing.start({ action.pin?.let { payment.confirmWithPin(it) } ?: payment.confirm() }, take)
            PayAction.Back -> if (view.step == PaymentStep.REVIEW) doing.start({ payment.back() }, take) else go.back()
            is PayAction.AnotherCode -> doing.start({ core.citizen.payments().anotherCode(action.order) })
            PayAction.Home -> go.home()
            is PayAction.Order -> go.instead(Route.Order(action.id))
        }
    }
}
