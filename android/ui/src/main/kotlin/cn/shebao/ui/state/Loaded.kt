package cn.shebao.ui.state

import androidx.compose.runtime.Composable
import androidx.compose.runtime.State
import androidx.compose.runtime.produceState
import cn.shebao.core.Change
import cn.shebao.core.CitizenException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.flow.collectLatest

/** Where the reading of one part stands. */
sealed interface Loaded<out T> {
    data object Loading : Loaded<Nothing>
    data class Content<T>(val view: T) : Loaded<T>
    data class Failed(val error: CitizenException) : Loaded<Nothing>
}

/** Reads a part, and again after each of its changes. What was read stays until there is something newer. */
@Composable
fun <T> read(changes: Changes, part: Change, vararg keys: Any?, view: suspend () -> T): State<Loaded<T>> =
    produceState<Loaded<T>>(Loaded.Loading, changes, part, *keys) {
        changes.of(part).collectLatest { value = attempt(view) }
    }

/** Calls the core. Only its own errors become states; a cancelled screen stays cancelled. */
suspend fun <T> attempt(call: suspend () -> T): Loaded<T> = try {
    Loaded.Content(call())
} catch (cancelled: CancellationException) {
    throw cancelled
} catch (error: CitizenException) {
    Loaded.Failed(error)
}
