package cn.shebao.ui.card

import androidx.compose.runtime.*
import cn.shebao.core.Change
import cn.shebao.core.HolderView
import cn.shebao.core.Reveal
import cn.shebao.ui.parts.LoadedPage
import cn.shebao.ui.parts.PageVerbs
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.w
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import java.time.Duration
import java.time.Instant

@Composable
fun CardScreen(core: Opened, go: Go) {
    val card = remember(core) { core.citizen.card() }
    val loaded by read(core.changes, Change.CARD, card) { card.view() }
    val doing = doing()
    LaunchedEffect(card) { doing.start({ card.refresh() }) }
    var full by remember { mutableStateOf<HolderView?>(null) }
    val left = secondsUntil(full?.hiddenAgainAt) { full = null }
    LoadedPage(loaded, w("screen_card_title"), PageVerbs(go::back, go::call), { doing.start({ card.refresh() }) }) { view ->
        CardContent(view, full ?: view.holder, left, go.shown(doing.error, view.freshness)) { action ->
            when (action) {
                CardAction.Back -> go.back()
                is CardAction.Call -> go.call(action.number)
                CardAction.Reveal -> doing.start({ card.holder(Reveal.YES) }) { full = it }
                CardAction.Hide -> full = null
            }
        }
    }
}

/** Counts down to [end] and then calls [onEnd]; `null` while there is nothing to count. The core sets the moment. */
@Composable
private fun secondsUntil(end: Instant?, onEnd: () -> Unit): Int? {
    var left by remember(end) { mutableStateOf(end?.let { seconds(it) }) }
    LaunchedEffect(end) {
        if (end == null) return@LaunchedEffect
        while (seconds(end) > 0) {
            left = seconds(end)
            // The core's moment is one of the real clock, so the wait is too.
            withContext(Dispatchers.Default) { delay(250) }
        }
        onEnd()
    }
    return left
}

private fun seconds(end: Instant): Int = Duration.between(Instant.now(), end).plusMillis(999).seconds.coerceIn(0, 60).toInt()
