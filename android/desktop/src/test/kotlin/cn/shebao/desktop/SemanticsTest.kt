@file:OptIn(androidx.compose.ui.test.ExperimentalTestApi::class)

package cn.shebao.desktop

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.runDesktopComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import cn.shebao.ui.words.Language
import cn.shebao.words.Catalogue
import org.junit.Assert.assertEquals
import org.junit.Test

internal fun SemanticsNode.walk(visit: (SemanticsNode) -> Unit) { visit(this); children.forEach { it.walk(visit) } }

internal fun SemanticsNode.label(): String =
    (config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).joinToString(" ").trim()

/** What can be checked of every screen without looking at it. */
class SemanticsTest {
    @Test
    fun every_target_has_a_name_and_is_large_enough_as_laid_out() = everywhere { name, way, root, _ ->
        val least = if (way.choices.elder) 60f else 44f
        buildList {
            root.walk { node ->
                if (SemanticsActions.OnClick !in node.config || SemanticsActions.SetText in node.config) return@walk
                if (node.label().isEmpty()) add("$name: a target without a name")
                val (width, height) = node.size.width / 3f to node.size.height / 3f
                if (width + .5f < least || height + .5f < least) add("$name: '${node.label()}' is $width x $height")
            }
        }
    }

    @Test
    fun no_text_is_cut_off_and_no_line_starts_with_a_closing_mark() = everywhere { name, way, _, texts ->
        texts.flatMap { text ->
            val lines = text.multiParagraph
            val words = text.layoutInput.text.text
            buildList {
                val tall = lines.height - text.size.height > lines.getLineHeight(0) * .2f
                val broad = (0 until text.lineCount).any { text.getLineRight(it) - text.getLineLeft(it) > text.size.width + 1 }
                if (tall || broad || lines.didExceedMaxLines || (0 until text.lineCount).any { text.isLineEllipsized(it) }) add("$name: cut '$words'")
                for (at in 1 until text.lineCount) if (words[text.getLineStart(at)] in "，。；：、！？）”》%") add("$name: closing mark first in '$words'")
                if (way.choices.elder && text.layoutInput.style.fontSize.value < 18f) add("$name: small '$words'")
            }
        }
    }

    @Test
    fun no_screen_shows_a_key_or_an_open_placeholder() = everywhere { name, _, root, _ ->
        buildList {
            root.walk { node ->
                val label = node.label()
                if ('{' in label || label in Catalogue.lines || Regex("[a-z]+_[a-z_]+").containsMatchIn(label)) add("$name: '$label'")
            }
        }
    }

    @Test
    fun amounts_are_heard_as_money_and_never_with_a_comma_or_row_of_stars() = everywhere { name, way, root, _ ->
        if (way.language != Language.Zh) return@everywhere emptyList()
        buildList {
            root.walk { node ->
                val heard = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty().joinToString(" ")
                if (Regex("\\d,\\d{3}").containsMatchIn(heard) || "**" in heard) add("$name: heard '$heard'")
            }
        }
    }

    /** Runs a check over all shots in all ways. */
    private fun everywhere(check: (String, Way, SemanticsNode, List<TextLayoutResult>) -> List<String>) {
        val problems = mutableListOf<String>()
        for (shot in shots) for (way in ways) runDesktopComposeUiTest(1080, 2400) {
            setContent { Shown(shot, way) }
            val texts = mutableListOf<TextLayoutResult>()
            onRoot(useUnmergedTree = true).fetchSemanticsNode().walk { node ->
                val found = mutableListOf<TextLayoutResult>()
                if (SemanticsActions.SetText !in node.config) node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(found)
                texts += found
            }
            problems += check("${shot.name}-${way.name}", way, onRoot().fetchSemanticsNode(), texts)
        }
        assertEquals(problems.joinToString("\n"), 0, problems.size)
    }
}
