package cn.shebao.ui.parts

import androidx.compose.foundation.layout.*
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import cn.shebao.core.Tone
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look

/** One of several things to choose. */
class Option(val id: String, val text: String, val aloud: String, val enabled: Boolean = true, val note: String? = null)

/** Choices as rows of a card: the ring fills, and the word is bold. Nothing is chosen beforehand. [many] allows more than one. */
@Composable
fun Options(options: List<Option>, chosen: Set<String>, many: Boolean = false, onChoose: (String) -> Unit) = SectionCard {
    options.forEachIndexed { at, option ->
        if (at > 0) Line()
        val on = option.id in chosen
        val press = if (many) Modifier.toggleable(on, option.enabled, Role.Checkbox) { onChoose(option.id) }
        else Modifier.selectable(on, option.enabled, Role.RadioButton) { onChoose(option.id) }
        Row(
            Modifier.fillMaxWidth().then(press).heightIn(min = look.size.target).padding(horizontal = Space.medium, vertical = Space.small)
                .then(if (option.aloud == option.text) Modifier else Modifier.semantics { contentDescription = option.aloud }),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Mark(if (on && many) Tone.DONE else if (on) Tone.NOW else Tone.IDLE, scaled(22.dp), color = if (on) look.colors.accent else look.colors.outline, paper = look.colors.surface)
            Spacer(Modifier.width(Space.control))
            SideBySide(
                Modifier.weight(1f), gap = Space.small,
                start = { Body(option.text, strong = on, color = if (option.enabled) look.colors.ink else look.colors.ink2) },
                end = { if (option.note != null) Note(option.note) },
            )
        }
    }
}
