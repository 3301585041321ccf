package cn.shebao.ui.mandate

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.core.MandateFormInterface
import cn.shebao.core.MandateStep
import cn.shebao.core.PaymentsInterface
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.answers
import cn.shebao.ui.state.attempt
import cn.shebao.ui.words.w

/** Signs the first terms of a mandate or others, as [begin] says. Leaving the screen changes nothing: an act lives in the core's journal. */
@Composable
fun MandateFormScreen(core: Opened, go: Go, begin: suspend (PaymentsInterface) -> MandateFormInterface) {
    val begun by produceState<Loaded<MandateFormInterface>>(Loaded.Loading, core) { value = attempt { begin(core.citizen.payments()) } }
    LoadedPage(begun, w("screen_mandates_title"), PageVerbs(go::back, go::call), go::back) { form -> Steps(core, form, go) }
}

@Composable
private fun Steps(core: Opened, form: MandateFormInterface, go: Go) {
    val steps = answers(core.changes, Change.PAYMENTS, form) { form.view() }
    LoadedPage(steps.now, w("screen_mandates_title"), PageVerbs(go::back, go::call), go::back) { view ->
        MandateFormContent(view, steps.doing.error, steps.doing.busy) { action ->
            when (action) {
                MandateFormAction.Back -> if (view.step == MandateStep.REVIEW) steps.take({ form.back() }) else go.back()
                is MandateFormAction.Call -> go.call(action.number)
                is MandateFormAction.Choose -> steps.take({ form.choose(action.draft) })
                MandateFormAction.Review -> steps.take({ form.review() })
                MandateFormAction.Change -> steps.take({ form.back() })
                is MandateFormAction.Confirm -> steps.take({ action.pin?.let { form.confirmWithPin(it) } ?: form.confirm() })
                // The list is what the form was opened from.
                MandateFormAction.Mandates -> go.back()
            }
        }
    }
}
