package cn.shebao.ui.sign

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.*
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do while signing in. */
sealed interface SignAction {
    data object Back : SignAction
    data class Call(val number: String) : SignAction
    data class Enrol(val code: String) : SignAction
    data class Identity(val draft: IdentityDraft) : SignAction
    data class OneTimeCode(val text: String) : SignAction
    data class Pin(val pin: String) : SignAction
    data object Resend : SignAction
}

private fun verbs(onAction: (SignAction) -> Unit) = PageVerbs({ onAction(SignAction.Back) }, { onAction(SignAction.Call(it)) })

/** The bureau's code, scanned or typed. */
@Composable
fun CodeContent(error: CitizenException? = null, busy: Boolean = false, scan: (() -> Unit)? = null, onAction: (SignAction) -> Unit) {
    var code by remember { mutableStateOf("") }
    val send = { if (code.isNotBlank()) onAction(SignAction.Enrol(code.trim())) }
    Page(w("screen_enrol_title"), verbs(onAction), error = error, bottom = {
        PrimaryButton(w("action_continue"), enabled = code.isNotBlank() && !busy, onClick = send)
    }) {
        Field(w("screen_enrol_code"), code, hint = w("screen_enrol_code_hint"), last = true, onDone = send) { code = it }
        if (scan != null) {
            Spacer(Modifier.height(Space.medium))
            SecondaryButton(w("action_enrol_scan"), onClick = scan)
        }
    }
}

/** An enrolment under way: the one `when` over its steps. [check] says what is wrong with the fields, without sending. */
@Composable
fun EnrolmentContent(view: EnrolmentView, check: (IdentityDraft) -> DraftView, error: CitizenException? = null, busy: Boolean = false, onAction: (SignAction) -> Unit) =
    when (val step = view.step) {
        is EnrolmentStep.Identity -> IdentityContent(view, check, error, busy, onAction)
        is EnrolmentStep.OneTimeCode -> OneTimeContent(view, step, error, busy, onAction)
        is EnrolmentStep.ChoosePin -> PinContent(view, error, busy, onAction)
        is EnrolmentStep.Done -> Page(say(view.says), verbs(onAction)) { Note(view.bureau) }
    }

@Composable
private fun IdentityContent(view: EnrolmentView, check: (IdentityDraft) -> DraftView, error: CitizenException?, busy: Boolean, onAction: (SignAction) -> Unit) {
    var draft by remember { mutableStateOf(IdentityDraft("", "", "")) }
    var sent by remember { mutableStateOf(false) }
    val checked = check(draft)
    // A field is not called wrong while it is still being typed; only after one wanted to go on.
    val problems = if (sent) checked.problems.ifEmpty { view.problems } else view.problems
    fun problem(field: String) = problems.firstOrNull { it.field == field }
    val send = { sent = true; if (checked.canSend) onAction(SignAction.Identity(draft)) }
    Page(w("screen_enrol_title"), verbs(onAction), error = error, bottom = {
        PrimaryButton(w("action_continue"), enabled = !busy, onClick = send)
    }) {
        Note(view.bureau)
        Sentence(view.says, Modifier.padding(top = Space.small))
        Field(w("screen_enrol_name"), draft.name, problem = problem("name")) { draft = draft.copy(name = it) }
        Field(w("screen_enrol_number"), draft.number, problem = problem("number")) { draft = draft.copy(number = it) }
        Field(w("screen_enrol_phone"), draft.phone, Kind.Digits, problem = problem("phone"), last = true, onDone = send) { draft = draft.copy(phone = it) }
    }
}

@Composable
private fun OneTimeContent(view: EnrolmentView, step: EnrolmentStep.OneTimeCode, error: CitizenException?, busy: Boolean, onAction: (SignAction) -> Unit) {
    var code by remember { mutableStateOf("") }
    val send = { if (code.isNotEmpty()) onAction(SignAction.OneTimeCode(code)) }
    val wait = countDown(step.resendInSeconds.toInt(), view)
    Page(w("screen_enrol_title"), verbs(onAction), error = error, bottom = {
        PrimaryButton(w("action_continue"), enabled = code.isNotEmpty() && !busy, onClick = send)
    }) {
        Note(view.bureau)
        Sentence(view.says, Modifier.padding(top = Space.small))
        Field(w("screen_enrol_one_time_code"), code, Kind.Digits, problem = view.problems.firstOrNull(), last = true, onDone = send) { code = it }
        Spacer(Modifier.height(Space.small))
        if (wait > 0) Note(w("action_resend_in", "count" to count(wait)), Modifier.padding(vertical = Space.control))
        else SecondaryButton(w("action_resend")) { onAction(SignAction.Resend) }
    }
}

@Composable
private fun PinContent(view: EnrolmentView, error: CitizenException?, busy: Boolean, onAction: (SignAction) -> Unit) {
    var pin by remember { mutableStateOf("") }
    val send = { if (pin.isNotEmpty()) onAction(SignAction.Pin(pin)) }
    Page(w("screen_enrol_title"), verbs(onAction), error = error, bottom = {
        PrimaryButton(w("action_continue"), enabled = pin.isNotEmpty() && !busy, onClick = send)
    }) {
        Note(view.bureau)
        Sentence(view.says, Modifier.padding(top = Space.small))
        Field(w("screen_enrol_pin"), pin, Kind.Secret, problem = view.problems.firstOrNull(), last = true, onDone = send) { pin = it }
    }
}
