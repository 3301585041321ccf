package cn.shebao.ui.link

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.Link
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What a scanned or opened text is, where it leads nowhere further: a receipt that the core verified, or why nothing was opened. */
@Composable
fun LinkContent(link: Link, verbs: PageVerbs) = when (link) {
    is Link.Receipt -> Page(w("screen_receipt_title"), verbs) {
        Note(link.person, Modifier.heard(link.person, unmasked(link.person)))
        Spacer(Modifier.height(Space.medium))
        SectionCard {
            CardBody {
                AmountText(link.amount)
                Body(say(link.title))
            }
            Line()
            CardBody { FactRow(w("screen_receipt_paid_at"), wording.formats.moment(link.paidAt)) }
        }
    }
    is Link.Unknown -> Page(w("screen_link_title"), verbs) { Sentence(link.problem) }
    // These lead on; nothing shows them by themselves.
    is Link.Enrol, is Link.Message, is Link.Article -> Unit
}
