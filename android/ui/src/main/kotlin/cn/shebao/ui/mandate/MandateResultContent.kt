package cn.shebao.ui.mandate

import androidx.compose.runtime.Composable
import cn.shebao.core.CitizenException
import cn.shebao.core.MandateFormView
import cn.shebao.core.MandateStep
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.say
import cn.shebao.ui.words.w

/** How it ended, or that it is not known yet. In doubt there is no filled button: nothing to press harder. */
@Composable
internal fun MandateResultContent(view: MandateFormView, error: CitizenException?, onAction: (MandateFormAction) -> Unit) = Page(
    title = say(view.title),
    verbs = PageVerbs({ onAction(MandateFormAction.Mandates) }, { onAction(MandateFormAction.Call(it)) }),
    error = error,
    bottom = {
        val list = w("action_mandates")
        if (view.step == MandateStep.DONE) PrimaryButton(list) { onAction(MandateFormAction.Mandates) }
        else SecondaryButton(list) { onAction(MandateFormAction.Mandates) }
    },
) {
    ResultCard(view.tone, view.person, view.says, view.lines, view.call, { onAction(MandateFormAction.Call(it)) }) { Headline(say(view.scheme)) }
    NextSteps(view.next)
}
