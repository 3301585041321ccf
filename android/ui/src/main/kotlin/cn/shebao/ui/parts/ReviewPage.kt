package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.FactView
import cn.shebao.core.Says
import cn.shebao.ui.look.Space
import cn.shebao.ui.words.say
import cn.shebao.ui.words.w
import cn.shebao.ui.words.wording

/** What a review is confirmed with: its button, and the line above it that says what is not done yet. */
class Confirming(val says: Says, val verb: Says, val enabled: Boolean, val asksForPin: Boolean, val confirm: (pin: String?) -> Unit)

/** Everything to check before the last yes, [head] first; without [confirming] there is nothing to say yes to. On a phone without a lock the page asks for the PIN. */
@Composable
fun ReviewPage(
    title: Says, verbs: PageVerbs, error: CitizenException?, confirming: Confirming?, lines: List<FactView>, next: List<Says>, onChange: () -> Unit,
    head: @Composable ColumnScope.() -> Unit,
) {
    // Emptied with each answer: a wrong PIN is typed anew, never sent twice by one press.
    var pin by remember(error) { mutableStateOf("") }
    val typed = if (confirming?.asksForPin == true) pin else null
    Page(say(title), verbs, error = error, says = confirming?.says, bottom = confirming?.let { { ConfirmButton(it, typed) } }) {
        if (typed != null) Field(w("screen_lock_pin"), typed, Kind.Secret, last = true) { pin = it }
        Spacer(Modifier.height(Space.medium))
        SectionCard {
            CardBody(content = head)
            Line()
            Facts(lines, close = true)
            CardVerb(w("action_change"), onClick = onChange)
        }
        NextSteps(next)
    }
}

@Composable
private fun ConfirmButton(confirming: Confirming, pin: String?) =
    PrimaryButton(say(confirming.verb), wording.aloud(confirming.verb), confirming.enabled && pin != "") { confirming.confirm(pin) }
