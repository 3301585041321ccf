package cn.shebao.ui.card

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.CardView
import cn.shebao.core.CitizenException
import cn.shebao.core.HolderView
import cn.shebao.core.TaskView
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do on the card's page. */
sealed interface CardAction {
    data object Back : CardAction
    data object Reveal : CardAction
    data object Hide : CardAction
    data class Call(val number: String) : CardAction
}

/** The card: how its making goes, how it stands, what is left to do. [hidesIn]: seconds until the full data leaves the screen. */
@Composable
fun CardContent(view: CardView, holder: HolderView = view.holder, hidesIn: Int? = null, error: CitizenException? = null, onAction: (CardAction) -> Unit) = Page(
    title = w("screen_card_title"),
    verbs = PageVerbs({ onAction(CardAction.Back) }, { onAction(CardAction.Call(it)) }),
    freshness = view.freshness,
    error = error,
) {
    Subtitle(dots(listOf(view.person, say(view.kind))), view.freshness)
    Spacer(Modifier.height(Space.medium))
    if (view.progress.isEmpty()) SectionCard {
        CardBody { Chip(view.tone, say(view.state)); Sentence(view.headline, Modifier.padding(top = Space.small)) }
    } else SectionCard { StageLine(view.progress) { onAction(CardAction.Call(it)) } }
    view.advice?.let { Sentence(it, Modifier.padding(top = Space.medium)) }

    if (view.activation.isNotEmpty()) {
        Section(w("screen_card_activate"))
        SectionCard { view.activation.forEachIndexed { at, task -> if (at > 0) Line(); Task(at + 1, task) } }
    }
    if (view.status.isNotEmpty()) {
        Section(w("screen_card_status"))
        SectionCard {
            Column(Modifier.padding(horizontal = Space.medium, vertical = Space.small)) {
                view.status.forEachIndexed { at, line -> if (at > 0) Line(); FactRow(say(line.axis), say(line.value)) }
            }
        }
    }
    Section(w("screen_card_details"))
    Holder(holder, hidesIn, onAction)
}

/** Masked, or in full with the seconds that are left. */
@Composable
private fun Holder(holder: HolderView, hidesIn: Int?, onAction: (CardAction) -> Unit) {
    SectionCard {
        Facts(holder.facts)
        Box(Modifier.padding(start = Space.medium, end = Space.medium, bottom = Space.medium)) {
            if (hidesIn == null) SecondaryButton(w("action_reveal"), Icons.eye) { onAction(CardAction.Reveal) }
            else SecondaryButton(w("action_hide"), Icons.eye) { onAction(CardAction.Hide) }
        }
    }
    val note = if (hidesIn == null) w("screen_card_reveal_note") else w("screen_card_hidden_in", "count" to count(hidesIn))
    Note(note, Modifier.padding(top = Space.small))
}

@Composable
private fun Task(number: Int, task: TaskView) = Row(Modifier.padding(Space.medium).semantics(mergeDescendants = true) {}) {
    Body("$number", strong = true, color = look.colors.ink2)
    Spacer(Modifier.width(Space.control))
    Column(Modifier.weight(1f)) {
        SideBySide(Modifier.fillMaxWidth(), gap = Space.small, start = { Body(say(task.name), strong = true) }, end = { Chip(task.tone, say(task.state)) })
        Note(say(task.note), Modifier.padding(top = Space.tight))
    }
}
