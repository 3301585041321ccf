package cn.shebao.ui.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.AlignmentLine
import androidx.compose.ui.layout.FirstBaseline
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.unit.Dp
import cn.shebao.ui.look.Space
import kotlin.math.max

/** Two texts on one line while they fit, one under the other when they do not: large type never clips and never squeezes. */
@Composable
fun SideBySide(modifier: Modifier = Modifier, gap: Dp = Space.medium, start: @Composable () -> Unit, end: @Composable () -> Unit) {
    Layout(listOf(start, end), modifier) { (a, b), c ->
        val left = a.first()
        val right = b.firstOrNull() ?: return@Layout left.measure(c.copy(minWidth = 0)).let { only -> layout(c.maxWidth, only.height) { only.place(0, 0) } }
        val space = gap.roundToPx()
        val loose = c.copy(minWidth = 0, minHeight = 0)
        val rightWish = right.maxIntrinsicWidth(c.maxHeight)
        if (left.maxIntrinsicWidth(c.maxHeight) + space + rightWish <= c.maxWidth) {
            val r = right.measure(loose)
            val l = left.measure(loose.copy(maxWidth = c.maxWidth - r.width - space))
            val bl = l[FirstBaseline]; val br = r[FirstBaseline]
            val same = bl != AlignmentLine.Unspecified && br != AlignmentLine.Unspecified
            val yl = if (same) max(0, br - bl) else max(0, (r.height - l.height) / 2)
            val yr = if (same) max(0, bl - br) else max(0, (l.height - r.height) / 2)
            val h = max(max(yl + l.height, yr + r.height), c.minHeight)
            layout(c.maxWidth, h) { l.place(0, yl); r.place(c.maxWidth - r.width, yr) }
        } else {
            val l = left.measure(loose); val r = right.measure(loose)
            val between = Space.tight.roundToPx()
            layout(c.maxWidth, max(l.height + between + r.height, c.minHeight)) { l.place(0, 0); r.place(0, l.height + between) }
        }
    }
}
