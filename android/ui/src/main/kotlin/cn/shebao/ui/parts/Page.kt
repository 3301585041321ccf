package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.Freshness
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.line
import cn.shebao.ui.words.text
import cn.shebao.ui.words.w
import cn.shebao.ui.words.wording

/** Where every page's two fixed verbs lead. */
class PageVerbs(val back: () -> Unit, val call: (String) -> Unit)

/** Every page but home: back with its word on the left, help on the right; the title scrolls with the content, the row does not. */
@Composable
fun Page(
    title: String,
    verbs: PageVerbs,
    freshness: Freshness? = null,
    error: CitizenException? = null,
    bottom: @Composable (() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Column(Modifier.fillMaxSize().background(look.colors.ground).padding(top = look.insets.calculateTopPadding())) {
    val phone = w("common_help_phone")
    Row(Modifier.fillMaxWidth().padding(horizontal = Space.small), verticalAlignment = Alignment.CenterVertically) {
        TextVerb(w("action_back"), Icons.back, onClick = verbs.back)
        Spacer(Modifier.weight(1f))
        TextVerb(phone, Icons.phone, aloud = wording.aloud(line("a11y_call", "phone" to text(phone)))) { verbs.call(phone) }
    }
    OfflineBand(freshness)
    ErrorBand(error)
    val under = if (bottom == null) look.insets.calculateBottomPadding() else Space.none
    Column(
        Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState())
            .padding(start = Space.medium, end = Space.medium, top = Space.small, bottom = Space.large + under),
    ) {
        Title(title)
        content()
    }
    bottom?.invoke()
}

/** Holds the one filled button, in the thumb's reach, above the system bar; a line says whether money moves. */
@Composable
fun PrimaryBar(note: String? = null, content: @Composable ColumnScope.() -> Unit) =
    Column(Modifier.fillMaxWidth().background(look.colors.surface)) {
        Line()
        Column(
            Modifier.fillMaxWidth().padding(horizontal = Space.medium, vertical = Space.control).padding(bottom = look.insets.calculateBottomPadding()),
            verticalArrangement = Arrangement.spacedBy(Space.small), horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            if (note != null) Note(note, align = androidx.compose.ui.text.style.TextAlign.Center)
            content()
        }
    }
