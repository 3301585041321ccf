package cn.shebao.ui.pay

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentStep
import cn.shebao.core.PaymentView

/** Paying, step by step: the one `when` over the core's steps. */
@Composable
fun PayContent(view: PaymentView, error: CitizenException? = null, busy: Boolean = false, onAction: (PayAction) -> Unit) = when (view.step) {
    PaymentStep.CHOOSE -> ChooseContent(view, error, busy, onAction)
    PaymentStep.REVIEW -> ReviewContent(view, error, busy, onAction)
    PaymentStep.CONFIRMING, PaymentStep.PAID, PaymentStep.NOT_CHARGED, PaymentStep.ATTENTION -> ResultContent(view, error, onAction)
}
