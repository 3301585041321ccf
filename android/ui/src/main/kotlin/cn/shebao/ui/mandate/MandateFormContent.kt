package cn.shebao.ui.mandate

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.MandateFormView
import cn.shebao.core.MandateStep

/** Signing or changing, step by step: the one `when` over the core's steps. */
@Composable
fun MandateFormContent(view: MandateFormView, error: CitizenException? = null, busy: Boolean = false, onAction: (MandateFormAction) -> Unit) = when (view.step) {
    MandateStep.CHOOSE -> MandateChooseContent(view, error, busy, onAction)
    MandateStep.REVIEW -> MandateReviewContent(view, error, busy, onAction)
    MandateStep.CONFIRMING, MandateStep.DONE, MandateStep.NOT_DONE, MandateStep.ATTENTION -> MandateResultContent(view, error, onAction)
}
