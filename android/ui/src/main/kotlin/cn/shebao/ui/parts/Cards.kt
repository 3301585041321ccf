package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import cn.shebao.core.Says
import cn.shebao.ui.look.CardShape
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.plain
import cn.shebao.ui.words.say
import cn.shebao.ui.words.unmasked
import cn.shebao.ui.words.w

/** A card is one thing you can open, or one group of facts. No card in a card, no shadow. */
@Composable
fun SectionCard(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) {
    Column(
        modifier.fillMaxWidth().clip(CardShape).background(look.colors.surface).border(1.dp, look.colors.line, CardShape),
        content = content,
    )
}

@Composable
fun CardBody(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) = Column(modifier.fillMaxWidth().padding(Space.medium), content = content)

@Composable
fun Line(modifier: Modifier = Modifier) = Box(modifier.fillMaxWidth().height(1.dp).background(look.colors.line))

/** A verb that is clear on the page but not alone says what it is about: “去缴费，医疗保险”. */
private fun spoken(text: String, aloud: String): Modifier = if (aloud == text) Modifier else Modifier.semantics { contentDescription = aloud }

/** Last line of a card: its verb, the whole width, chevron at the end if it [leads] to another page. */
@Composable
fun CardVerb(text: String, aloud: String = text, leads: Boolean = true, onClick: () -> Unit) {
    Line()
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).then(spoken(text, aloud)).heightIn(min = look.size.target)
            .padding(horizontal = Space.medium, vertical = Space.small),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Body(text, Modifier.weight(1f), strong = true, color = look.colors.accent)
        if (leads) Chevron(look.colors.accent)
    }
}

/** A verb with whom and what it is about, for the ear. */
@Composable
fun about(verb: String, person: String, title: Says): String = listOf(verb, unmasked(person), plain(say(title))).joinToString(w("a11y_and"))

/** Shifted by the air inside its box, so that its point stands on the card's inner edge. */
@Composable
fun Chevron(tint: Color) = Icon(Icons.forward, null, Modifier.offset(x = 6.dp).size(scaled(if (look.elder) 28.dp else 20.dp)), tint = tint)
