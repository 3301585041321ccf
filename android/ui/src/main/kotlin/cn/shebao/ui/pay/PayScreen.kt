package cn.shebao.ui.pay

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.core.PaymentInterface
import cn.shebao.core.PaymentStep
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.answers
import cn.shebao.ui.state.attempt
import cn.shebao.ui.words.w

/** Begins paying [bill]. Leaving the screen changes nothing: an order lives in the core's journal. */
@Composable
fun PayScreen(core: Opened, bill: String, go: Go) {
    val begun by produceState<Loaded<PaymentInterface>>(Loaded.Loading, core, bill) { value = attempt { core.citizen.payments().pay(bill) } }
    LoadedPage(begun, w("screen_pay_title"), PageVerbs(go::back, go::call), go::back) { payment -> Steps(core, payment, go) }
}

@Composable
private fun Steps(core: Opened, payment: PaymentInterface, go: Go) {
    val steps = answers(core.changes, Change.PAYMENTS, payment) { payment.view() }
    LoadedPage(steps.now, w("screen_pay_title"), PageVerbs(go::back, go::call), go::back) { view ->
        PayContent(view, steps.doing.error, steps.doing.busy) { action ->
            when (action) {
                is PayAction.Call -> go.call(action.number)
                is PayAction.Choose -> steps.take({ payment.choose(action.draft) })
                PayAction.Quote -> steps.take({ payment.quote() })
                PayAction.Change -> steps.take({ payment.back() })
                is PayAction.Confirm -> steps.take({ action.pin?.let { payment.confirmWithPin(it) } ?: payment.confirm() })
                PayAction.Back -> if (view.step == PaymentStep.REVIEW) steps.take({ payment.back() }) else go.back()
                is PayAction.AnotherCode -> steps.doing.start({ core.citizen.payments().anotherCode(action.order) })
                PayAction.Home -> go.home()
                is PayAction.Order -> go.instead(Route.Order(action.id))
            }
        }
    }
}
