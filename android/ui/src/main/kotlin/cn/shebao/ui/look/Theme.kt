package cn.shebao.ui.look

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.LocalWording
import cn.shebao.ui.words.Wording

/** What the person, or the system for them, chose. */
@Immutable
data class Choices(
    val dark: Boolean = false,
    val high: Boolean = false,
    val elder: Boolean = false,
    val reducedMotion: Boolean = false,
)

/** Everything a part asks for. */
@Immutable
data class LookTokens(
    val colors: Palette,
    val type: TypeScale,
    val size: Sizes,
    val elder: Boolean,
    /** 0 when the system asks for reduced motion, else 200 at most. */
    val motionMillis: Int,
    /** System bars. */
    val insets: PaddingValues,
)

private val LocalLook = staticCompositionLocalOf<LookTokens> { error("LookTheme is missing") }

val look: LookTokens
    @Composable @ReadOnlyComposable get() = LocalLook.current

/** Hands down the tokens and the words. [family] is the system's own on a phone. */
@Composable
fun LookTheme(
    choices: Choices,
    formats: Formats,
    family: FontFamily = FontFamily.Default,
    insets: PaddingValues = PaddingValues(0.dp),
    content: @Composable () -> Unit,
) {
    val p = palette(choices.dark, choices.high)
    val tokens = LookTokens(
        colors = p,
        type = typeScale(choices.elder, family, formats.language),
        size = if (choices.elder) elderSizes else standardSizes,
        elder = choices.elder,
        motionMillis = if (choices.reducedMotion) 0 else 200,
        insets = insets,
    )
    val base = if (choices.dark) darkColorScheme() else lightColorScheme()
    // Material parts (fields, ripple) take the same tokens.
    val scheme = base.copy(
        primary = p.accent, onPrimary = p.onAccent, background = p.ground, onBackground = p.ink, surface = p.surface, onSurface = p.ink,
        onSurfaceVariant = p.ink2, outline = p.outline, outlineVariant = p.line, error = p.wrong, errorContainer = p.wrongSoft, onErrorContainer = p.wrong,
    )
    MaterialTheme(colorScheme = scheme) {
        CompositionLocalProvider(LocalLook provides tokens, LocalWording provides Wording(formats), content = content)
    }
}
