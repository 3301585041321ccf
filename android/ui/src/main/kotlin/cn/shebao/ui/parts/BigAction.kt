package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import cn.shebao.ui.look.CardShape
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look

/** One of home's four. Icon over word; beside it in elder mode, where two stand in a row. */
@Composable
fun BigAction(icon: ImageVector, word: String, modifier: Modifier = Modifier, count: Int = 0, aloud: String? = null, wide: Boolean, onClick: () -> Unit) {
    val base = modifier.clip(CardShape).background(look.colors.surface).border(1.dp, look.colors.outline, CardShape)
        .clickable(role = Role.Button, onClick = onClick).heightIn(min = look.size.action)
        .semantics(mergeDescendants = true) { if (aloud != null) contentDescription = aloud }
    val size = scaled(if (look.elder) 36.dp else 28.dp)
    @Composable fun number(at: Modifier) = Note(
        "$count", at.border(2.dp, look.colors.surface, CircleShape).padding(2.dp).clip(CircleShape).background(look.colors.accent).padding(horizontal = 6.dp).clearAndSetSemantics {},
        strong = true, color = look.colors.onAccent,
    )
    if (wide) Row(base.padding(horizontal = 12.dp, vertical = Space.small), verticalAlignment = Alignment.CenterVertically) {
        Icon(icon, null, Modifier.size(size), tint = look.colors.accent)
        Spacer(Modifier.width(12.dp))
        Text(word, Modifier.weight(1f), color = look.colors.ink, style = look.type.section)
        if (count > 0) number(Modifier)
    } else Column(base.padding(vertical = 12.dp), horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.Center) {
        Box {
            Icon(icon, null, Modifier.size(size), tint = look.colors.accent)
            if (count > 0) number(Modifier.align(Alignment.TopEnd).offset(x = 12.dp, y = (-8).dp))
        }
        Spacer(Modifier.height(Space.small))
        Body(word, strong = true)
    }
}
