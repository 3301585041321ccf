package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import cn.shebao.core.CitizenException
import cn.shebao.core.Freshness
import cn.shebao.core.Says
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.line
import cn.shebao.ui.words.rich
import cn.shebao.ui.words.text
import cn.shebao.ui.words.w
import cn.shebao.ui.words.wording

/** Where every page's two fixed verbs lead. */
class PageVerbs(val back: () -> Unit, val call: (String) -> Unit)

/**
 * Every page but home: back with its word on the left, help on the right; the title scrolls with the content, the row does not.
 * [bottom] stays in the thumb's reach, and [says] above it whether money moves: under the title where large type would take the page for it.
 */
@Composable
fun Page(
    title: String,
    verbs: PageVerbs,
    freshness: Freshness? = null,
    error: CitizenException? = null,
    says: Says? = null,
    bottom: @Composable (ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) = BoxWithConstraints(Modifier.fillMaxSize().background(look.colors.ground)) {
    val below = says != null && isShort(says, constraints.maxWidth)
    Column(Modifier.fillMaxSize().padding(top = look.insets.calculateTopPadding())) {
        TopRow(verbs)
        OfflineBand(freshness)
        ErrorBand(error)
        val under = if (bottom == null) look.insets.calculateBottomPadding() else Space.none
        Column(
            Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState())
                .padding(start = Space.medium, end = Space.medium, top = Space.small, bottom = Space.large + under),
        ) {
            Title(title)
            if (says != null && !below) Sentence(says, Modifier.padding(vertical = Space.small), look.type.note)
            content()
        }
        if (bottom != null) PrimaryBar(says.takeIf { below }, bottom)
    }
}

@Composable
private fun TopRow(verbs: PageVerbs) = Row(Modifier.fillMaxWidth().padding(horizontal = Space.small), verticalAlignment = Alignment.CenterVertically) {
    val phone = w("common_help_phone")
    TextVerb(w("action_back"), Icons.back, onClick = verbs.back)
    Spacer(Modifier.weight(1f))
    TextVerb(phone, Icons.phone, aloud = wording.aloud(line("a11y_call", "phone" to text(phone)))) { verbs.call(phone) }
}

/** Two lines at most above the button of a page so [wide]. */
@Composable
private fun isShort(says: Says, wide: Int): Boolean {
    val room = wide - with(LocalDensity.current) { (Space.medium * 2).roundToPx() }
    return rememberTextMeasurer().measure(wording.rich(says), look.type.note, constraints = Constraints(maxWidth = room)).lineCount <= 2
}

/** Holds the one filled button, in the thumb's reach, above the system bar; a line says whether money moves. */
@Composable
fun PrimaryBar(note: Says? = null, content: @Composable ColumnScope.() -> Unit) =
    Column(Modifier.fillMaxWidth().background(look.colors.surface)) {
        Line()
        Column(
            Modifier.fillMaxWidth().padding(horizontal = Space.medium, vertical = Space.control).padding(bottom = look.insets.calculateBottomPadding()),
            verticalArrangement = Arrangement.spacedBy(Space.small), horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            if (note != null) Sentence(note, style = look.type.note.copy(textAlign = TextAlign.Center), color = look.colors.ink2)
            content()
        }
    }
