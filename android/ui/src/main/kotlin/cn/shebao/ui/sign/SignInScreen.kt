package cn.shebao.ui.sign

import androidx.compose.runtime.*
import cn.shebao.core.EnrolmentInterface
import cn.shebao.core.EnrolmentStep
import cn.shebao.core.EnrolmentView
import cn.shebao.core.SessionState
import cn.shebao.core.Unlock
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.state.Doing
import cn.shebao.ui.state.doing

@Composable
fun SignInScreen(core: Opened, code: String?, go: Go) {
    val doing = doing()
    var enrolment by remember { mutableStateOf<EnrolmentInterface?>(null) }
    val enrol: (String) -> Unit = { doing.start({ core.citizen.session().enrol(it) }) { begun -> enrolment = begun } }
    // A scanned code needs no button: the core has verified it.
    LaunchedEffect(code) { if (code != null) enrol(code) }
    val begun = enrolment
    if (begun == null) CodeContent(doing.error, doing.busy, go.scan) { action ->
        when (action) {
            is SignAction.Call -> go.call(action.number)
            is SignAction.Enrol -> enrol(action.code)
            else -> go.back()
        }
    } else Steps(begun, doing, go)
}

@Composable
private fun Steps(enrolment: EnrolmentInterface, doing: Doing, go: Go) {
    var view by remember(enrolment) { mutableStateOf(enrolment.view()) }
    // A failed call may have moved the step, too many tries for one.
    LaunchedEffect(doing.error) { if (doing.error != null) view = enrolment.view() }
    LaunchedEffect(view.step) { if (view.step is EnrolmentStep.Done) go.home() }
    val take: (EnrolmentView) -> Unit = { view = it }
    EnrolmentContent(view, enrolment::check, doing.error, doing.busy) { action ->
        when (action) {
            SignAction.Back -> doing.start({ enrolment.cancel() }) { go.back() }
            is SignAction.Call -> go.call(action.number)
            is SignAction.Identity -> doing.start({ enrolment.identity(action.draft) }, take)
            is SignAction.OneTimeCode -> doing.start({ enrolment.code(action.text) }, take)
            is SignAction.Pin -> doing.start({ enrolment.pin(action.pin) }, take)
            SignAction.Resend -> doing.start({ enrolment.resend() }, take)
            is SignAction.Enrol -> Unit
        }
    }
}

/** Over everything while the app is locked. Unlocked, one is where one was, or where a link has led meanwhile. */
@Composable
fun LockScreen(core: Opened, state: SessionState.Locked) {
    val doing = doing()
    LockContent(state, doing.error, doing.busy) { pin -> doing.start({ core.citizen.session().unlock(Unlock.Pin(pin)) }) }
}
