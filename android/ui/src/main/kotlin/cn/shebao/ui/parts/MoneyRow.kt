package cn.shebao.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import cn.shebao.core.Money
import cn.shebao.core.Tone
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.*
import java.time.Instant

/** One order or receipt in a list: how it stands and since when, what for, for whom, how much, perhaps by whom. All of it leads on. */
@Composable
fun MoneyRow(
    tone: Tone, state: String, at: Instant, title: String, person: String, amount: Money, payer: String? = null, onClick: () -> Unit,
) = Row(
    Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = look.size.target)
        .padding(horizontal = Space.medium, vertical = Space.control),
    verticalAlignment = Alignment.CenterVertically,
) {
    Column(Modifier.weight(1f)) {
        SideBySide(Modifier.fillMaxWidth(), gap = Space.small, start = { Chip(tone, state) }, end = { Note(wording.formats.moment(at)) })
        Body(title, Modifier.padding(top = Space.tight))
        val shown = dots(listOfNotNull(person, amountShown(amount), payer))
        val heard = listOfNotNull(unmasked(person), amountAloud(amount), payer?.let { unmasked(plain(it)) })
        Note(shown, Modifier.heard(shown, heard.joinToString(w("a11y_and"))))
    }
    Spacer(Modifier.width(Space.tight))
    Chevron(look.colors.ink2)
}
