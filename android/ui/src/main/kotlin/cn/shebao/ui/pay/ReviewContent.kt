package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.CitizenException
import cn.shebao.core.PaymentView
import cn.shebao.core.Says
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** Everything to check before confirming. The amount is the largest thing, and the bar says that nothing was taken yet. */
@Composable
internal fun ReviewContent(view: PaymentView, error: CitizenException?, busy: Boolean, onAction: (PayAction) -> Unit) {
    // Emptied with each answer: a wrong PIN is typed anew, never sent twice by one press.
    var pin by remember(error) { mutableStateOf("") }
    Page(
        title = say(view.title),
        verbs = PageVerbs({ onAction(PayAction.Back) }, { onAction(PayAction.Call(it)) }),
        error = error,
        bottom = { view.amount?.let { ConfirmBar(view, it, busy, if (view.asksForPin) pin else null, onAction) } },
    ) {
        if (view.asksForPin) Field(w("screen_lock_pin"), pin, Kind.Secret, last = true) { pin = it }
        Spacer(Modifier.height(Space.medium))
        SectionCard {
            CardBody {
                Body(w("screen_pay_total"), color = look.colors.ink2)
                view.amount?.let { AmountText(it) }
                view.arithmetic?.let { Sentence(it, style = look.type.note, color = look.colors.ink2) }
            }
            Line()
            Facts(view.lines, close = true)
            CardVerb(w("action_change")) { onAction(PayAction.Change) }
        }
        if (view.next.isNotEmpty()) {
            Section(w("screen_pay_next"))
            Numbered(view.next)
        }
    }
}

@Composable
private fun ConfirmBar(view: PaymentView, amount: cn.shebao.core.Money, busy: Boolean, pin: String?, onAction: (PayAction) -> Unit) = PrimaryBar(say(view.says)) {
    val verb = line("action_confirm_pay", "amount" to amount(amount))
    PrimaryButton(wording.text(verb), aloud = wording.aloud(verb), enabled = view.canGoOn && !view.busy && !busy && pin != "") { onAction(PayAction.Confirm(pin)) }
}

/** What will happen, in order. On the ground, no card: it is text, not a thing. */
@Composable
internal fun Numbered(lines: List<Says>) = Column {
    lines.forEachIndexed { at, says ->
        Row(Modifier.padding(vertical = Space.tight).semantics(mergeDescendants = true) {}, verticalAlignment = Alignment.Top) {
            Body("${at + 1}", strong = true, color = look.colors.accent)
            Spacer(Modifier.width(Space.control))
            Sentence(says, Modifier.weight(1f))
        }
    }
}
