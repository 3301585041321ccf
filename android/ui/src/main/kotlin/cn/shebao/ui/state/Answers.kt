package cn.shebao.ui.state

import androidx.compose.runtime.Composable
import androidx.compose.runtime.MutableState
import androidx.compose.runtime.Stable
import androidx.compose.runtime.State
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import cn.shebao.core.Change

/** A view that is read and that actions answer with, too. What an action answered is newer than what was read before it. */
@Stable
class Answers<T : Any> internal constructor(val doing: Doing, private val read: State<Loaded<T>>, private val answered: MutableState<T?>) {
    /** What to show. */
    val now: Loaded<T> get() = answered.value?.let { Loaded.Content(it) } ?: read.value

    /** Calls the core once and shows what it answers; [then] only if it succeeded. */
    fun take(call: suspend () -> T, then: () -> Unit = {}) = doing.start(call) {
        answered.value = it
        then()
    }
}

/** Reads as [read] does. */
@Composable
fun <T : Any> answers(changes: Changes, part: Change, key: Any?, view: suspend () -> T): Answers<T> {
    val answered = remember(key) { mutableStateOf<T?>(null) }
    val read = read(changes, part, key) { view().also { answered.value = null } }
    val doing = doing()
    return remember(key, read, doing) { Answers(doing, read, answered) }
}
