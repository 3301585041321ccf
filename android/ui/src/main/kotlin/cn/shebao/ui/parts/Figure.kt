package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import cn.shebao.core.Money
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*

/** The largest thing on its screen: the number and its unit on one baseline. */
@Composable
fun AmountText(amount: Money, modifier: Modifier = Modifier, color: Color = look.colors.ink) {
    val aloud = amountAloud(amount)
    Figure(wording.formats.money(amount.fen), w("common_yuan"), modifier.clearAndSetSemantics { contentDescription = aloud }, color)
}

/** `2,000.00 元` inside a row. */
@Composable
fun amountShown(amount: Money): String = w("a11y_amount", "amount" to amount(amount))

/** `2000 元`, for the ear. */
@Composable
fun amountAloud(amount: Money): String = wording.aloud(line("a11y_amount", "amount" to amount(amount)))

/** A number that steps down only when it and its unit would not fit one line, and never clips. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Figure(number: String, unit: String, modifier: Modifier = Modifier, color: Color = look.colors.ink) = BoxWithConstraints(modifier) {
    val measurer = rememberTextMeasurer()
    val full = look.type.amount
    val beside = measurer.measure(unit, look.type.section, softWrap = false).size.width + with(LocalDensity.current) { 5.dp.roundToPx() }
    val style = STEPS.map { full.copy(fontSize = full.fontSize * it, lineHeight = full.lineHeight * it) }
        .let { all -> all.firstOrNull { measurer.measure(number, it, softWrap = false).size.width + beside <= constraints.maxWidth } ?: all.last() }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.tight)) {
        Text(number, Modifier.alignByBaseline(), color = color, style = style, softWrap = false)
        Text(unit, Modifier.alignByBaseline(), color = look.colors.ink, style = look.type.section)
    }
}

private val STEPS = listOf(1f, 0.85f, 0.7f, 0.6f, 0.5f)
