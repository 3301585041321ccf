package cn.shebao.ui.sign

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.SessionState
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.count
import cn.shebao.ui.words.w

/** Locked: the PIN, how many tries are left, how long to wait. There is nothing to go back to. */
@Composable
fun LockContent(state: SessionState.Locked, error: CitizenException? = null, busy: Boolean = false, onUnlock: (String) -> Unit) {
    var pin by remember(state) { mutableStateOf("") }
    val wait = countDown(state.waitSeconds.toInt(), state)
    val send = { if (pin.isNotEmpty() && wait == 0) onUnlock(pin) }
    Column(Modifier.fillMaxSize().background(look.colors.ground).padding(top = look.insets.calculateTopPadding())) {
        ErrorBand(error)
        Column(Modifier.weight(1f).verticalScroll(rememberScrollState()).padding(horizontal = Space.medium, vertical = Space.large)) {
            Title(w("screen_lock_title"))
            Field(w("screen_lock_pin"), pin, Kind.Secret, last = true, onDone = send) { pin = it }
            val says = if (wait > 0) w("screen_lock_wait", "count" to count(wait)) else w("screen_lock_tries", "count" to count(state.triesLeft.toInt()))
            Note(says, Modifier.padding(top = Space.small))
        }
        PrimaryBar { PrimaryButton(w("action_unlock"), enabled = pin.isNotEmpty() && wait == 0 && !busy, onClick = send) }
    }
}
