package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import cn.shebao.core.Says
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*

/** A page's title: the answer. */
@Composable
fun Title(text: String, modifier: Modifier = Modifier) =
    Text(tidy(text), modifier.semantics { heading() }, color = look.colors.ink, style = look.type.title)

/** Head of a group on the ground, never inside a card. */
@Composable
fun Headline(text: String, modifier: Modifier = Modifier) = Text(tidy(text), modifier, color = look.colors.ink, style = look.type.section)

@Composable
fun Body(text: String, modifier: Modifier = Modifier, strong: Boolean = false, color: Color = look.colors.ink) =
    Text(tidy(text), modifier, color = color, style = if (strong) look.type.strong else look.type.body)

/** Who and when, in second ink. */
@Composable
fun Note(text: String, modifier: Modifier = Modifier, strong: Boolean = false, color: Color = look.colors.ink2, align: TextAlign? = null) =
    Text(tidy(text), modifier, color = color, style = if (strong) look.type.noteStrong else look.type.note, textAlign = align)

/** What the core says, with its one bold phrase; a screen reader hears amounts as money. */
@Composable
fun Sentence(says: Says, modifier: Modifier = Modifier, style: TextStyle = look.type.body, color: Color = look.colors.ink) {
    val words = wording
    Text(words.rich(says), modifier.heard(words.text(says), words.aloud(says)), color = color, style = style)
}

/** Says [aloud] where it sounds otherwise than it looks. */
fun Modifier.heard(shown: String, aloud: String): Modifier = if (plain(shown) == aloud) this else semantics { contentDescription = aloud }

/** Head of a group: 24 above, 8 below. */
@Composable
fun Section(text: String, action: @Composable (() -> Unit)? = null) {
    val space = cn.shebao.ui.look.Space
    Row(
        Modifier.fillMaxWidth().padding(top = if (action == null) space.large else space.medium, bottom = if (action == null) space.small else space.none),
        verticalAlignment = androidx.compose.ui.Alignment.CenterVertically,
    ) {
        Text(tidy(text), Modifier.weight(1f).semantics { heading() }, color = look.colors.ink, style = look.type.section)
        // its word, not its target, stands on the right edge
        if (action != null) Box(Modifier.offset(x = space.small)) { action() }
    }
}
