package cn.shebao.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.*
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.Dp
import cn.shebao.core.Tone
import cn.shebao.ui.look.look

/** The colour that repeats what a tone's shape and word say. */
@Composable
fun toneColor(tone: Tone): Color = with(look.colors) {
    when (tone) { Tone.DONE -> done; Tone.NOW -> accent; Tone.WAITING -> waiting; Tone.WRONG, Tone.MISSING -> wrong; Tone.IDLE -> ink2 }
}

@Composable
fun toneSoft(tone: Tone): Color = with(look.colors) {
    when (tone) { Tone.DONE -> doneSoft; Tone.NOW -> accentSoft; Tone.WAITING -> waitingSoft; Tone.WRONG, Tone.MISSING -> wrongSoft; Tone.IDLE -> if (high) surface else ground }
}

/** Done: disc with tick · Now: ring with core · Waiting: clock · Wrong: triangle · Missing: square with cross · Idle: empty ring. */
@Composable
fun Mark(tone: Tone, size: Dp, modifier: Modifier = Modifier, color: Color = toneColor(tone), paper: Color = toneSoft(tone)) {
    Canvas(modifier.size(size)) { mark(tone, color, paper) }
}

fun DrawScope.mark(tone: Tone, color: Color, paper: Color, area: Size = size, at: Offset = Offset.Zero) {
    val s = area.minDimension
    val thin = s * 0.11f
    val line = Stroke(thin, cap = StrokeCap.Round, join = StrokeJoin.Round)
    val mid = at + Offset(s / 2, s / 2)
    fun p(x: Float, y: Float) = at + Offset(x * s, y * s)
    fun path(o: List<Offset>, close: Boolean = false) = Path().apply {
        moveTo(o[0].x, o[0].y); o.drop(1).forEach { lineTo(it.x, it.y) }; if (close) close()
    }
    when (tone) {
        Tone.DONE -> { drawCircle(color, s / 2, mid); drawPath(path(listOf(p(.29f, .52f), p(.44f, .67f), p(.72f, .36f))), paper, style = Stroke(thin * 1.1f, cap = StrokeCap.Round, join = StrokeJoin.Round)) }
        Tone.NOW -> { drawCircle(paper, s / 2, mid); drawCircle(color, s / 2 - thin / 2, mid, style = line); drawCircle(color, s * .22f, mid) }
        Tone.WAITING -> { drawCircle(paper, s / 2, mid); drawCircle(color, s / 2 - thin / 2, mid, style = line); drawPath(path(listOf(p(.5f, .25f), p(.5f, .52f), p(.68f, .62f))), color, style = line) }
        Tone.WRONG -> {
            drawPath(path(listOf(p(.5f, .1f), p(.95f, .88f), p(.05f, .88f)), close = true), color)
            drawPath(path(listOf(p(.5f, .1f), p(.95f, .88f), p(.05f, .88f)), close = true), color, style = Stroke(thin, join = StrokeJoin.Round))
            drawLine(paper, p(.5f, .4f), p(.5f, .6f), thin, StrokeCap.Round); drawCircle(paper, thin * .6f, p(.5f, .76f))
        }
        Tone.MISSING -> {
            drawRoundRect(color, at + Offset(thin / 2, thin / 2), Size(s - thin, s - thin), CornerRadius(s * .18f), style = line)
            drawLine(color, p(.33f, .33f), p(.67f, .67f), thin, StrokeCap.Round); drawLine(color, p(.67f, .33f), p(.33f, .67f), thin, StrokeCap.Round)
        }
        Tone.IDLE -> drawCircle(color, s / 2 - thin / 2, mid, style = line)
    }
}
