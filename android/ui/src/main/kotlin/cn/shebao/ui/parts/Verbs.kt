package cn.shebao.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import cn.shebao.ui.look.ButtonShape
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.text
import cn.shebao.ui.words.tidy
import cn.shebao.ui.words.w

/** The one filled button of a screen. Not [enabled], it says so to a screen reader and does nothing; the line above it says why. */
@Composable
fun PrimaryButton(text: String, aloud: String = text, enabled: Boolean = true, onClick: () -> Unit) {
    val ground = if (enabled) look.colors.accent else look.colors.ground
    val edge = if (enabled) Modifier else Modifier.border(1.dp, look.colors.outline, ButtonShape)
    Box(
        Modifier.fillMaxWidth().heightIn(min = look.size.button).clip(ButtonShape).background(ground).then(edge)
            .clickable(enabled = enabled, role = Role.Button, onClick = onClick).heard(text, aloud)
            .padding(horizontal = Space.medium, vertical = Space.small),
        contentAlignment = Alignment.Center,
    ) { Text(tidy(text), color = if (enabled) look.colors.onAccent else look.colors.ink2, style = look.type.section, textAlign = TextAlign.Center) }
}

/** What can be done beside the main thing. */
@Composable
fun SecondaryButton(text: String, icon: ImageVector? = null, modifier: Modifier = Modifier, onClick: () -> Unit) {
    Row(
        modifier.fillMaxWidth().heightIn(min = look.size.target).clip(ButtonShape).background(look.colors.surface)
            .border(BorderStroke(1.dp, look.colors.outline), ButtonShape).clickable(role = Role.Button, onClick = onClick)
            .padding(horizontal = Space.medium, vertical = Space.small),
        horizontalArrangement = Arrangement.Center, verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) { Icon(icon, null, Modifier.size(scaled(if (look.elder) 24.dp else 20.dp)), tint = look.colors.accent); Spacer(Modifier.width(Space.small)) }
        Body(text, strong = true, color = look.colors.accent)
    }
}

/** In a card, under what it is about: opens the dialler, no more. */
@Composable
fun CallButton(number: String, onCall: (String) -> Unit) =
    SecondaryButton(w("action_call", "phone" to text(number)), Icons.phone, Modifier.padding(top = Space.control)) { onCall(number) }

/** A quiet verb: word in accent, with a full-size target around it. */
@Composable
fun TextVerb(text: String, icon: ImageVector? = null, modifier: Modifier = Modifier, aloud: String? = null, onClick: () -> Unit) {
    Row(
        modifier.heightIn(min = look.size.target).widthIn(min = look.size.target).clip(ButtonShape).clickable(role = Role.Button, onClick = onClick)
            .then(if (aloud == null) Modifier else Modifier.semantics { contentDescription = aloud }).padding(horizontal = Space.small),
        horizontalArrangement = Arrangement.Center, verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) { Icon(icon, null, Modifier.size(scaled(if (look.elder) 24.dp else 20.dp)), tint = look.colors.accent); Spacer(Modifier.width(6.dp)) }
        Note(text, strong = true, color = look.colors.accent)
    }
}

@Composable
fun IconVerb(icon: ImageVector, label: String, tint: Color = look.colors.ink, onClick: () -> Unit) {
    Box(
        Modifier.size(look.size.target).clip(ButtonShape).clickable(role = Role.Button, onClick = onClick).semantics { contentDescription = label },
        contentAlignment = Alignment.Center,
    ) { Icon(icon, null, Modifier.size(scaled(look.size.icon)), tint = tint) }
}
