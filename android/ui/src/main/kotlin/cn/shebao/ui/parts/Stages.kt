package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import cn.shebao.core.StepView
import cn.shebao.core.Tone
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*

/** The card's six steps and the order's four. Solid line: behind us. Dotted: ahead. The current step opens. */
@Composable
fun StageLine(steps: List<StepView>, onCall: (String) -> Unit) = Column(Modifier.fillMaxWidth().padding(vertical = Space.small)) {
    steps.forEachIndexed { at, step -> Stage(at, step, steps, onCall) }
}

@Composable
private fun Stage(index: Int, step: StepView, all: List<StepView>, onCall: (String) -> Unit) {
    val current = step.tone != Tone.DONE && step.tone != Tone.IDLE
    val mark = scaled(if (look.elder) 28.dp else 24.dp)
    val textLine = with(LocalDensity.current) { look.type.body.lineHeight.toDp() }
    val position = plain(w("common_step", "at" to count(index + 1), "of" to count(all.size)))
    val state = plain(say(step.state))
    val time = step.at?.let { wording.formats.moment(it) }
    val usual = step.usual?.let { say(it) }
    Row(
        Modifier.fillMaxWidth().links(mark, textLine, above = all.getOrNull(index - 1)?.tone, own = step.tone, last = index == all.lastIndex)
            .padding(horizontal = Space.medium, vertical = AIR),
    ) {
        Box(Modifier.height(textLine), contentAlignment = Alignment.Center) {
            Mark(step.tone, mark, color = if (step.tone == Tone.IDLE) look.colors.outline else toneColor(step.tone), paper = look.colors.surface)
        }
        Spacer(Modifier.width(Space.control))
        Column(Modifier.weight(1f)) {
            // The state's word is heard once: from the chip where there is one, else from here.
            val onRow = current || (time == null && usual == null)
            val said = if (onRow) position else position + w("a11y_and") + state
            Column(Modifier.semantics(mergeDescendants = true) { contentDescription = said }) {
                SideBySide(
                    Modifier.fillMaxWidth(),
                    start = { Body(say(step.name), strong = current, color = if (step.tone == Tone.IDLE) look.colors.ink2 else look.colors.ink) },
                    end = { if (current) Chip(step.tone, say(step.state)) else Note(time ?: usual ?: say(step.state)) },
                )
                if (current && time != null) Note(time)
                step.note?.let { Sentence(it, Modifier.padding(top = Space.small)) }
                if (current && usual != null && step.note == null) Note(usual, Modifier.padding(top = Space.tight))
            }
            step.call?.let { CallButton(it, onCall) }
        }
    }
}

private val AIR = 11.dp

/** The line that joins the marks, drawn behind the row and as tall as it. */
@Composable
private fun Modifier.links(mark: Dp, textLine: Dp, above: Tone?, own: Tone, last: Boolean): Modifier {
    val behind = look.colors.done
    val ahead = look.colors.outline
    return drawBehind {
        val x = (Space.medium + mark / 2).toPx()
        val mid = (AIR + textLine / 2).toPx()
        val air = (mark / 2 + 4.dp).toPx()
        val dots = PathEffect.dashPathEffect(floatArrayOf(2.dp.toPx(), 5.dp.toPx()))
        fun link(from: Float, to: Float, solid: Boolean) =
            drawLine(if (solid) behind else ahead, Offset(x, from), Offset(x, to), 2.dp.toPx(), StrokeCap.Round, if (solid) null else dots)
        if (above != null) link(0f, mid - air, above == Tone.DONE)
        if (!last) link(mid + air, size.height, own == Tone.DONE)
    }
}
