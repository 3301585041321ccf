package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.Says
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.w

/** What will happen, in order. On the ground, no card: it is text, not a thing. */
@Composable
fun NextSteps(lines: List<Says>) {
    if (lines.isEmpty()) return
    Section(w("screen_pay_next"))
    lines.forEachIndexed { at, says ->
        Row(Modifier.padding(vertical = Space.tight).semantics(mergeDescendants = true) {}, verticalAlignment = Alignment.Top) {
            Body("${at + 1}", strong = true, color = look.colors.accent)
            Spacer(Modifier.width(Space.control))
            Sentence(says, Modifier.weight(1f))
        }
    }
}
