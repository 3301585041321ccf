package cn.shebao.ui.sign

import androidx.compose.runtime.*
import kotlinx.coroutines.delay

/** Seconds that are left of [seconds], begun anew with each [since]. */
@Composable
internal fun countDown(seconds: Int, since: Any?): Int {
    var left by remember(since) { mutableStateOf(seconds) }
    LaunchedEffect(since) {
        while (left > 0) {
            delay(1_000)
            left--
        }
    }
    return left
}
