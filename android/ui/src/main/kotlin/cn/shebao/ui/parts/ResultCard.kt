package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import cn.shebao.core.FactView
import cn.shebao.core.Says
import cn.shebao.core.Tone
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.plain
import cn.shebao.ui.words.unmasked

/** How something ended, or that it is not known yet: its mark beside [what], for [whom], what that means, and whom to [call]. */
@Composable
fun ResultCard(
    tone: Tone, whom: String, says: Says, lines: List<FactView>, call: String? = null, onCall: (String) -> Unit = {}, what: @Composable () -> Unit,
) = SectionCard(Modifier.padding(top = Space.medium)) {
    CardBody {
        Row { Mark(tone, scaled(look.size.icon)); Spacer(Modifier.width(Space.small)); what() }
        Note(whom, Modifier.heard(whom, unmasked(plain(whom))))
        Sentence(says, Modifier.padding(top = Space.control).semantics { liveRegion = LiveRegionMode.Polite })
        call?.let { CallButton(it, onCall) }
    }
    if (lines.isNotEmpty()) { Line(); Facts(lines, close = true) }
}
