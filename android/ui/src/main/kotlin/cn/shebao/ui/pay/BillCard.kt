package cn.shebao.ui.pay

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.ArgValue
import cn.shebao.core.BillView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** Whose, what, by when, and its one [verb], if there is something to do. */
@Composable
internal fun BillCard(bill: BillView, verb: String?, onPress: () -> Unit) = SectionCard {
    CardBody {
        val who = dots(listOf(bill.person, say(bill.relation)))
        val amount = bill.amount
        SideBySide(
            Modifier.fillMaxWidth(), gap = Space.small,
            start = { Note(who, Modifier.heard(who, unmasked(plain(who))), strong = true, color = look.colors.ink) },
            end = { if (amount != null) Note(amountShown(amount), Modifier.heard(amountShown(amount), amountAloud(amount)), strong = true, color = look.colors.ink) },
        )
        Headline(say(bill.title), Modifier.padding(top = Space.tight))
        Sentence(bill.says, Modifier.padding(top = Space.tight))
        bill.due?.let { Note(w("screen_pay_due", "day" to ArgValue.Day(it)), Modifier.padding(top = Space.tight)) }
    }
    if (verb != null) CardVerb(verb, about(verb, bill.person, bill.title), onClick = onPress)
}
