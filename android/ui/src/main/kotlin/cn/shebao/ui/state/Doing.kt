package cn.shebao.ui.state

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import cn.shebao.core.CitizenException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch

/** What the user just did on a screen: whether it is still under way, and what went wrong. */
@Stable
class Doing internal constructor(private val scope: CoroutineScope) {
    /** True while an answer is awaited; a second press then does nothing. */
    var busy by mutableStateOf(false)
        private set

    /** Why the last thing failed. Stays until the next one. */
    var error by mutableStateOf<CitizenException?>(null)
        private set

    /** Calls the core once; [then] only if it succeeded. */
    fun <T> start(call: suspend () -> T, then: (T) -> Unit = {}) {
        if (busy) return
        busy = true
        error = null
        scope.launch {
            try {
                when (val done = attempt(call)) {
                    is Loaded.Content -> then(done.view)
                    is Loaded.Failed -> error = done.error
                    is Loaded.Loading -> Unit
                }
            } finally {
                busy = false
            }
        }
    }
}

@Composable
fun doing(): Doing {
    val scope = rememberCoroutineScope()
    return remember { Doing(scope) }
}
