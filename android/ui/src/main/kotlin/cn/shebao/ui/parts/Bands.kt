package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import cn.shebao.core.CitizenException
import cn.shebao.core.Freshness
import cn.shebao.core.Source
import cn.shebao.core.Tone
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*

/** Under the top row: what is shown is kept, and from when. Content stays. */
@Composable
fun OfflineBand(freshness: Freshness?) {
    val at = freshness?.asOf
    if (freshness?.source != Source.STORED_OFFLINE) return
    Band(Icons.offline, look.colors.waiting, look.colors.waitingSoft) {
        Note(if (at == null) w("error_offline") else w("error_offline_stored", "time" to moment(at)), color = look.colors.ink)
    }
}

/** What went wrong with the last thing one did, in words. Stays until the next one. */
@Composable
fun ErrorBand(error: CitizenException?) {
    if (error == null) return
    val says = errorText(error)
    Band(null, look.colors.wrong, look.colors.wrongSoft) { Sentence(says, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, look.type.note) }
}

@Composable
private fun Band(icon: ImageVector?, tint: Color, ground: Color, content: @Composable () -> Unit) = Column {
    Row(Modifier.fillMaxWidth().background(ground).padding(horizontal = Space.medium, vertical = Space.control)) {
        if (icon != null) Icon(icon, null, Modifier.padding(top = 1.dp).size(scaled(look.size.small)), tint = tint)
        else Mark(Tone.WRONG, scaled(look.size.small), Modifier.padding(top = 1.dp))
        Spacer(Modifier.width(Space.control))
        content()
    }
    if (look.colors.high) Line()
}

/** Under a title: whose it is, and as of when. One line while it fits; else the time takes its own, without a dangling dot. */
@Composable
fun Subtitle(who: String, freshness: Freshness) {
    val time = updated(freshness)
    if (who.isEmpty()) return Note(time)
    BoxWithConstraints(Modifier.fillMaxWidth()) {
        val one = "$who · $time"
        val fits = rememberTextMeasurer().measure(one, look.type.note, softWrap = false).size.width <= constraints.maxWidth
        Column { if (fits) Note(one) else { Note(who); Note(time) } }
    }
}

/** `更新于 9:30 · 离线`. */
@Composable
fun updated(freshness: Freshness): String {
    val at = freshness.asOf ?: return w("common_updated_never")
    val key = when (freshness.source) {
        Source.FRESH -> "common_updated"
        Source.STORED -> "common_updated_stored"
        Source.STORED_OFFLINE -> "common_updated_offline"
        Source.STORED_EXPIRED -> "common_updated_expired"
    }
    return w(key, "time" to moment(at))
}
