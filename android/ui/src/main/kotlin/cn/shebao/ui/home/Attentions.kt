package cn.shebao.ui.home

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.AttentionView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** Most urgent first. Elder home holds two, and says how many more there are. */
@Composable
fun ColumnScope.Attentions(items: List<AttentionView>, onAction: (HomeAction) -> Unit) {
    Spacer(Modifier.height(Space.medium))
    val shown = if (look.elder) items.take(ELDER_ITEMS) else items
    Column(verticalArrangement = Arrangement.spacedBy(Space.small)) {
        shown.forEach { item -> AttentionCard(item) { onAction(HomeAction.Go(item.target)) } }
        val more = items.size - shown.size
        if (more > 0) Note(w("common_more", "count" to count(more)))
    }
}

private const val ELDER_ITEMS = 2

/** State and money on the first line, then what it is, then what it means, then its one verb. Elder mode drops the last but one. */
@Composable
private fun AttentionCard(item: AttentionView, onClick: () -> Unit) = SectionCard {
    Column(Modifier.padding(start = Space.medium, end = Space.medium, top = if (look.elder) Space.control else Space.medium, bottom = Space.control)) {
        SideBySide(Modifier.fillMaxWidth(), gap = Space.small, start = { Chip(item.tone, say(item.state)) }, end = { WhoAndHowMuch(item) })
        Spacer(Modifier.height(Space.small))
        Sentence(item.headline, style = look.type.section)
        item.body?.takeIf { !look.elder }?.let { Sentence(it, Modifier.padding(top = Space.tight)) }
    }
    val verb = say(item.verb)
    CardVerb(verb, aloud = plain(verb) + w("a11y_and") + wording.aloud(item.headline), onClick = onClick)
}

/** Every amount names whose it is. */
@Composable
private fun WhoAndHowMuch(item: AttentionView) {
    val amount = item.amount
    val shown = listOfNotNull(item.person, amount?.let { amountShown(it) })
    val heard = listOfNotNull(item.person?.let(::unmasked), amount?.let { amountAloud(it) }).joinToString(w("a11y_and"))
    if (shown.isNotEmpty()) Note(dots(shown), Modifier.heard(dots(shown), heard), strong = true, color = look.colors.ink)
}
