package cn.shebao.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import cn.shebao.core.FactView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*

/** What it is in second ink, what it says in ink; heard as one. 48 pitch between lines, 34 in a [close] group. */
@Composable
fun FactRow(label: String, value: String, strong: Boolean = false, aloud: String? = null, close: Boolean = false) {
    val said = aloud?.let { plain(label) + w("a11y_and") + it }
    val air = if (!close) 11.dp else if (LocalDensity.current.fontScale > 1.3f) Space.small else Space.tight
    SideBySide(
        Modifier.fillMaxWidth().padding(vertical = air).semantics(mergeDescendants = true) {}
            .then(if (said != null) Modifier.clearAndSetSemantics { contentDescription = said } else Modifier),
        start = { Body(label, color = look.colors.ink2) },
        end = { Body(value, strong = strong) },
    )
}

/** One row of facts as the core sends it: amounts are heard as money, masked values as what is left of them. */
@Composable
fun Fact(fact: FactView, strong: Boolean = false, close: Boolean = false) {
    val shown = say(fact.value)
    val heard = wording.aloud(fact.value)
    val aloud = when {
        isMasked(shown) -> plain(w("a11y_masked", "text" to text(heard)))
        heard != plain(shown) -> heard
        else -> null
    }
    FactRow(say(fact.label), shown, strong, aloud, close)
}

/** Several, with lines between them, or close together. */
@Composable
fun Facts(facts: List<FactView>, close: Boolean = false) =
    Column(Modifier.fillMaxWidth().padding(horizontal = Space.medium, vertical = if (close) Space.control else Space.small)) {
        facts.forEachIndexed { at, fact ->
            if (at > 0 && !close) Line()
            Fact(fact, close = close)
        }
    }
