package cn.shebao.ui.order

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import cn.shebao.core.CashierView
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.Note
import cn.shebao.ui.parts.Qr
import cn.shebao.ui.parts.SecondaryButton
import cn.shebao.ui.words.moment
import cn.shebao.ui.words.say
import cn.shebao.ui.words.w

/** What there is to scan while an order waits at the cashier: the code and how long it is good, and another once it is over. */
@Composable
internal fun CashierCode(view: CashierView, onAnother: () -> Unit) = Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
    Spacer(Modifier.height(Space.medium))
    view.qr?.let { Qr(it, w("a11y_qr_cashier")) }
    // Shown, and nothing decided by it: the gateway's clock ends a code.
    view.until?.let { Note(w("screen_code_until", "time" to moment(it)), Modifier.padding(top = Space.small), strong = true) }
    Note(say(view.says), Modifier.padding(top = Space.small), align = TextAlign.Center)
    if (view.canAskAgain) {
        Spacer(Modifier.height(Space.control))
        SecondaryButton(w("action_another_code"), onClick = onAnother)
    }
}
