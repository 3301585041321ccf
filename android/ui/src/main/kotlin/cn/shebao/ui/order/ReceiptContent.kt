package cn.shebao.ui.order

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import cn.shebao.core.ReceiptView
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** A verified receipt, with a code that anyone can verify. */
@Composable
fun ReceiptContent(view: ReceiptView, verbs: PageVerbs) = Page(w("screen_receipt_title"), verbs) {
    Note(view.person, Modifier.heard(view.person, unmasked(view.person)))
    Spacer(Modifier.height(Space.medium))
    SectionCard {
        CardBody {
            AmountText(view.amount)
            Body(say(view.title))
        }
        Line()
        // Who, what, how much, when and under which numbers: all of it comes from the verified receipt.
        Facts(view.lines)
    }
    view.qr?.let { qr ->
        Spacer(Modifier.height(Space.medium))
        Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
            Qr(qr, w("a11y_qr_receipt"))
            Note(w("screen_receipt_verify"), Modifier.padding(top = Space.small), color = look.colors.ink2)
        }
    }
}
