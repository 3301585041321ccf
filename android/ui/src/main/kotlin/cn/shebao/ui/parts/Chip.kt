package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import cn.shebao.core.Tone
import cn.shebao.ui.look.ChipShape
import cn.shebao.ui.look.look

/** Icons follow the type, to a limit. */
@Composable
fun scaled(size: Dp): Dp = size * LocalDensity.current.fontScale.coerceIn(1f, 1.6f)

@Composable
private fun textDp(style: TextStyle): Dp = with(LocalDensity.current) { style.fontSize.toDp() }

/** A state: its shape, then its word, on a soft ground. */
@Composable
fun Chip(tone: Tone, word: String, modifier: Modifier = Modifier) {
    val border = if (look.colors.high || tone == Tone.IDLE) Modifier.border(1.dp, if (look.colors.high) toneColor(tone) else look.colors.line, ChipShape) else Modifier
    Row(
        modifier.clip(ChipShape).background(toneSoft(tone)).then(border).padding(start = 6.dp, end = 8.dp, top = 2.dp, bottom = 2.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Mark(tone, textDp(look.type.noteStrong))
        Spacer(Modifier.width(6.dp))
        Note(word, strong = true, color = toneColor(tone))
    }
}
