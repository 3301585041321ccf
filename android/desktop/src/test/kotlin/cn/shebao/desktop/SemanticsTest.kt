@file:OptIn(androidx.compose.ui.test.ExperimentalTestApi::class)

package cn.shebao.desktop

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.runDesktopComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

internal fun SemanticsNode.walk(visit: (SemanticsNode) -> Unit) { visit(this); children.forEach { it.walk(visit) } }

internal fun SemanticsNode.label(): String =
    (config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).joinToString(" ").trim()

/** One node as a screen reader meets it. Sizes in dp, as laid out: touch bounds are widened by Compose and hide a small target. */
internal class Node(val label: String, val heard: String, val target: Boolean, val width: Float, val height: Float)

/** One shot in one way. */
internal class Seen(val name: String, val way: Way, val nodes: List<Node>, val texts: List<TextLayoutResult>)

// Dark is the plain way in other colours: nothing that is read here differs.
private val everything: List<Seen> by lazy { shots.flatMap { shot -> ways.filter { it.name != "dark" }.map { see(shot, it) } } }

/** Less than a phone's: what is read here is in dp, and most of the time goes into pixels that nobody looks at. */
private const val DENSITY = 2f

private fun see(shot: Shot, way: Way): Seen {
    val nodes = mutableListOf<Node>()
    val texts = mutableListOf<TextLayoutResult>()
    runDesktopComposeUiTest((360 * DENSITY).toInt(), (800 * DENSITY).toInt()) {
        setContent { Shown(shot, way, DENSITY) }
        onRoot().fetchSemanticsNode().walk { node ->
            val target = SemanticsActions.OnClick in node.config && SemanticsActions.SetText !in node.config
            val heard = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty().joinToString(" ")
            nodes += Node(node.label(), heard, target, node.size.width / DENSITY, node.size.height / DENSITY)
        }
        onRoot(useUnmergedTree = true).fetchSemanticsNode().walk { node ->
            if (SemanticsActions.SetText !in node.config) node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(texts)
        }
    }
    return Seen("${shot.name}-${way.name}", way, nodes, texts)
}

/** What can be checked of every screen without looking at it. */
class SemanticsTest {
    @Test
    fun every_target_has_a_name_and_is_large_enough_as_laid_out() = none { seen ->
        val least = if (seen.way.choices.elder) 60f else 44f
        seen.nodes.filter { it.target }.mapNotNull { node ->
            when {
                node.label.isEmpty() -> "a target without a name"
                node.width + .5f < least || node.height + .5f < least -> "'${node.label}' is ${node.width} x ${node.height}"
                else -> null
            }
        }
    }

    @Test
    fun no_text_is_cut_off() = none { seen ->
        seen.texts.filter { text ->
            val lines = text.multiParagraph
            val tall = lines.height - text.size.height > lines.getLineHeight(0) * .2f
            val broad = (0 until text.lineCount).any { text.getLineRight(it) - text.getLineLeft(it) > text.size.width + 1 }
            tall || broad || lines.didExceedMaxLines || (0 until text.lineCount).any { text.isLineEllipsized(it) }
        }.map { "cut '${it.layoutInput.text}'" }
    }

    /** Up to twice the size. At two and a half times a phrase that is kept together may be longer than the line, and is broken where it can. */
    @Test
    fun no_line_starts_with_a_closing_mark() = none { seen ->
        if (seen.way.choices.elder && seen.way.fontScale > 1f) emptyList() else seen.texts.filter { text -> (1 until text.lineCount).any { text.layoutInput.text.text[text.getLineStart(it)] in "，。；：、！？）”》%" } }.map { "'${it.layoutInput.text}'" }
    }

    @Test
    fun nothing_in_elder_mode_is_smaller_than_18() = none { seen ->
        if (!seen.way.choices.elder) emptyList() else seen.texts.filter { it.layoutInput.style.fontSize.value < 18f }.map { "small '${it.layoutInput.text}'" }
    }

    @Test
    fun no_screen_shows_a_key_or_an_open_placeholder() = none { seen ->
        seen.nodes.map { it.label }.filter { '{' in it || Regex("[a-z]+_[a-z_]+").containsMatchIn(it) }
    }

    @Test
    fun amounts_are_heard_as_money_and_masks_not_as_rows_of_stars() = none { seen ->
        seen.nodes.map { it.heard }.filter { Regex("\\d,\\d{3}").containsMatchIn(it) || "**" in it || "＊" in it }
    }

    @Test
    fun there_is_something_to_check() = assertTrue(everything.sumOf { it.nodes.size } > 2_000)

    private fun none(problems: (Seen) -> List<String>) {
        val found = everything.flatMap { seen -> problems(seen).map { "${seen.name}: $it" } }
        assertEquals(found.joinToString("\n"), 0, found.size)
    }
}
