package cn.shebao.ui.inbox

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.*
import cn.shebao.ui.home.MessageLine
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.attempt
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.*

@Composable
fun InboxScreen(core: Opened, go: Go) {
    val inbox = remember(core) { core.citizen.inbox() }
    val loaded by read(core.changes, Change.INBOX, inbox) { inbox.page(MessageFilter(null), null) }
    val doing = doing()
    LaunchedEffect(inbox) { doing.start({ inbox.refresh() }) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_inbox_title"), verbs, { doing.start({ inbox.refresh() }) }) { view ->
        InboxContent(view, verbs, go.shown(doing.error, view.freshness)) { go.to(Route.Message(it)) }
    }
}

/** The newest messages. */
@Composable
fun InboxContent(page: MessagesPage, verbs: PageVerbs, error: CitizenException? = null, onOpen: (String) -> Unit) =
    Page(w("screen_inbox_title"), verbs, page.freshness, error) {
        Subtitle("", page.freshness)
        Spacer(Modifier.height(Space.medium))
        if (page.rows.isEmpty()) Empty(w("screen_inbox_empty"))
        else SectionCard { page.rows.forEachIndexed { at, row -> if (at > 0) Line(); MessageLine(row) { onOpen(row.id) } } }
    }

@Composable
fun MessageScreen(core: Opened, id: String, go: Go) {
    val inbox = remember(core) { core.citizen.inbox() }
    val loaded by read(core.changes, Change.INBOX, id) { inbox.message(id) }
    LaunchedEffect(id) { attempt { inbox.markRead(listOf(id)) } }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_inbox_title"), verbs, go::back) { view ->
        MessageContent(view, verbs)
    }
}

/** One message, as the bureau wrote it: plain text, and its facts. */
@Composable
fun MessageContent(view: MessageView, verbs: PageVerbs) = Page(view.row.title, verbs) {
    Note(dots(listOf(say(view.row.name), wording.formats.moment(view.row.at))))
    Spacer(Modifier.height(Space.medium))
    SectionCard {
        CardBody {
            view.amount?.let { AmountText(it) }
            Body(view.body)
        }
        if (view.facts.isNotEmpty()) { Line(); Facts(view.facts) }
    }
}
