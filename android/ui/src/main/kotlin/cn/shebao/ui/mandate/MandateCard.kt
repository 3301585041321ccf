package cn.shebao.ui.mandate

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.withFrameNanos
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.MandateView
import cn.shebao.core.Says
import cn.shebao.core.StopView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** One mandate: how it stands and for whom, whether and when money moves, what was agreed, what can be done. */
@Composable
internal fun MandateCard(row: MandateView, asked: Boolean, onAction: (MandatesAction) -> Unit) = SectionCard {
    CardBody {
        val who = dots(listOf(row.person, say(row.relation)))
        SideBySide(
            Modifier.fillMaxWidth(), gap = Space.small,
            start = { Chip(row.tone, say(row.state)) },
            end = { Note(who, Modifier.heard(who, unmasked(plain(who))), strong = true, color = look.colors.ink) },
        )
        Headline(say(row.title), Modifier.padding(top = Space.tight))
        Sentence(row.says, Modifier.padding(top = Space.tight))
        row.note?.let { Sentence(it, Modifier.padding(top = Space.small), look.type.note, look.colors.ink2) }
        row.call?.let { number -> CallButton(number) { onAction(MandatesAction.Call(it)) } }
    }
    if (row.lines.isNotEmpty()) { Line(); Facts(row.lines, close = true) }
    if (row.canChange) Verb(row, w("action_change")) { onAction(MandatesAction.Change(row.id)) }
    row.bill?.let { bill -> Verb(row, w("action_see_bill")) { onAction(MandatesAction.Pay(bill)) } }
    row.stop?.let { Stop(row, it, asked, onAction) }
}

/** The verb; once it is pressed, what is to be asked first, with the same verb as yes. Nothing is sent before. */
@Composable
private fun Stop(row: MandateView, stop: StopView, asked: Boolean, onAction: (MandatesAction) -> Unit) {
    val question = stop.question
    when {
        question == null -> Verb(row, say(stop.verb), leads = false) { onAction(MandatesAction.Stop(row.id)) }
        asked -> StopQuestion(question, stop.verb, { onAction(MandatesAction.Stop(row.id)) }, { onAction(MandatesAction.Keep) })
        else -> Verb(row, say(stop.verb), leads = false) { onAction(MandatesAction.AskToStop(row.id)) }
    }
}

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun StopQuestion(question: Says, verb: Says, onYes: () -> Unit, onNo: () -> Unit) {
    // The verb may have been pressed at the foot of the page: the whole question comes into view.
    val place = remember { BringIntoViewRequester() }
    LaunchedEffect(place) {
        // It has its place once it is laid out.
        withFrameNanos {}
        place.bringIntoView()
    }
    Line()
    CardBody(Modifier.bringIntoViewRequester(place)) {
        Sentence(question, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
        Spacer(Modifier.height(Space.control))
        SecondaryButton(say(verb), onClick = onYes)
        Spacer(Modifier.height(Space.small))
        SecondaryButton(w("action_keep"), onClick = onNo)
    }
}

@Composable
private fun Verb(row: MandateView, text: String, leads: Boolean = true, onClick: () -> Unit) =
    CardVerb(text, about(text, row.person, row.title), leads, onClick)
