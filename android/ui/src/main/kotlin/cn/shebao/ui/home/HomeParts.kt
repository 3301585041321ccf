package cn.shebao.ui.home

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import cn.shebao.core.CardLineView
import cn.shebao.core.HomeView
import cn.shebao.core.MessageRowView
import cn.shebao.core.Target
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

@Composable
internal fun CardOneLine(card: CardLineView, onClick: () -> Unit) = SectionCard {
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = 56.dp).padding(horizontal = Space.medium, vertical = Space.control),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        SideBySide(Modifier.weight(1f), gap = Space.small, start = { Sentence(card.headline) }, end = { Chip(card.tone, say(card.state)) })
        Spacer(Modifier.width(Space.tight))
        Chevron(look.colors.ink2)
    }
}

private class Action(val icon: ImageVector, val key: String, val to: HomeAction, val count: Int = 0)

/** Four in a row, two in elder mode or with large type, one with very large type. */
@Composable
internal fun FourActions(unread: Int, onAction: (HomeAction) -> Unit) {
    val all = listOf(
        Action(Icons.pay, "action_pay", HomeAction.Pay), Action(Icons.shield, "action_insurance", HomeAction.Insurance),
        Action(Icons.card, "action_card", HomeAction.Card), Action(Icons.message, "action_inbox", HomeAction.Inbox, unread),
    )
    val large = LocalDensity.current.fontScale * (if (look.elder) 1.25f else 1f)
    val columns = if (large > 1.8f) 1 else if (large > 1.2f || wording.formats.language == Language.En) 2 else 4
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        all.chunked(columns).forEach { row ->
            Row(horizontalArrangement = Arrangement.spacedBy(Space.small)) {
                row.forEach { a ->
                    val word = w(a.key)
                    val aloud = if (a.count > 0) word + w("a11y_and") + plain(w("screen_home_unread", "count" to count(a.count))) else null
                    BigAction(a.icon, word, Modifier.weight(1f), a.count, aloud, wide = columns < 4) { onAction(a.to) }
                }
            }
        }
    }
}

/** The newest messages, then the newest articles. */
@Composable
internal fun Newest(view: HomeView, onAction: (HomeAction) -> Unit) {
    if (view.messages.isNotEmpty()) {
        val all = w("action_inbox")
        Section(w("screen_home_newest")) { TextVerb(w("action_all"), aloud = w("action_all") + w("a11y_and") + all) { onAction(HomeAction.Inbox) } }
        SectionCard {
            view.messages.forEachIndexed { at, m -> if (at > 0) Line(); MessageLine(m) { onAction(HomeAction.Go(Target.Message(m.id))) } }
        }
    }
    if (view.news.isEmpty()) return
    Section(w("screen_home_news"))
    SectionCard {
        view.news.forEachIndexed { at, a ->
            if (at > 0) Line()
            ListRow(onClick = { onAction(HomeAction.Go(Target.Article(a.id))) }) {
                SideBySide(Modifier.fillMaxWidth(), gap = Space.small, start = { Note(say(a.name)) }, end = { Note(wording.formats.moment(a.at)) })
                Body(a.title)
            }
        }
    }
}

/** A message in a list: what it is about, when, its title, its first words. */
@Composable
fun MessageLine(row: MessageRowView, onClick: () -> Unit) = ListRow(onClick) {
    val category = say(row.name)
    val first = if (row.unread) dots(listOf(w("a11y_unread"), category)) else category
    SideBySide(
        Modifier.fillMaxWidth(), gap = Space.small,
        start = { Note(if (row.unread) "● $first" else first, Modifier.heard(if (row.unread) "● $first" else first, plain(first)), strong = row.unread, color = if (row.unread) look.colors.accent else look.colors.ink2) },
        end = { Note(wording.formats.moment(row.at)) },
    )
    Body(row.title, strong = row.unread)
    if (row.summary.isNotEmpty()) Note(row.summary)
}

@Composable
private fun ListRow(onClick: () -> Unit, content: @Composable ColumnScope.() -> Unit) = Column(
    Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = look.size.target).padding(horizontal = Space.medium, vertical = Space.control),
    content = content,
)
