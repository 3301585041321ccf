package cn.shebao.ui.look

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Immutable
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The 8 dp grid; 4 only inside a group of lines that are read as one. */
object Space {
    val none = 0.dp
    val tight = 4.dp
    val small = 8.dp

    /** Only inside a control: a bar, a list row, the gap between mark and text. */
    val control = 12.dp
    val medium = 16.dp
    val large = 24.dp
}

/** What grows in elder mode. */
@Immutable
data class Sizes(val target: Dp, val button: Dp, val action: Dp, val icon: Dp, val small: Dp)

internal val standardSizes = Sizes(target = 48.dp, button = 56.dp, action = 88.dp, icon = 24.dp, small = 20.dp)
internal val elderSizes = Sizes(target = 60.dp, button = 64.dp, action = 88.dp, icon = 32.dp, small = 24.dp)

val CardShape = RoundedCornerShape(16.dp)
val ButtonShape = RoundedCornerShape(12.dp)
val ChipShape = RoundedCornerShape(8.dp)
