package cn.shebao.ui.look

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.compositeOver

/** The colours. They exist here and nowhere else; every other file asks `look`. */
@Immutable
data class Palette(
    val dark: Boolean,
    val high: Boolean,
    val ground: Color,
    val surface: Color,
    val ink: Color,
    val ink2: Color,
    val accent: Color,
    val onAccent: Color,
    val accentSoft: Color,
    val done: Color,
    val doneSoft: Color,
    val waiting: Color,
    val waitingSoft: Color,
    val wrong: Color,
    val wrongSoft: Color,
    /** Edge of anything you can operate, and of the not-yet states: 3:1 or more. */
    val outline: Color,
    /** Edge of a card and line between rows. Grouping only, never the carrier of meaning. */
    val line: Color,
)

fun palette(dark: Boolean, high: Boolean): Palette {
    val p = if (!dark) Palette(
        dark = false, high = high,
        ground = Color(0xFFF5F7F9), surface = Color(0xFFFFFFFF),
        ink = Color(0xFF15202B), ink2 = Color(0xFF4B5865),
        accent = Color(0xFF0A5C8F), onAccent = Color(0xFFFFFFFF), accentSoft = Color(0xFFEAF2F8),
        done = Color(0xFF17693A), doneSoft = Color(0xFFE3F3E8),
        waiting = Color(0xFF7A4F00), waitingSoft = Color(0xFFFBF0D9),
        wrong = Color(0xFFA5231B), wrongSoft = Color(0xFFFBE6E4),
        outline = Color(0xFF7A8794), line = Color(0xFFD8DEE4),
    ) else {
        val surface = Color(0xFF1A222A)
        fun soft(c: Color) = c.copy(alpha = 0.16f).compositeOver(surface)
        val accent = Color(0xFF8CC8F2)
        val done = Color(0xFF84D3A0)
        val waiting = Color(0xFFF0C36B)
        val wrong = Color(0xFFFFB3AB)
        Palette(
            dark = true, high = high,
            ground = Color(0xFF11171D), surface = surface,
            ink = Color(0xFFE7EDF3), ink2 = Color(0xFFA9B6C2),
            accent = accent, onAccent = Color(0xFF11171D), accentSoft = soft(accent),
            done = done, doneSoft = soft(done), waiting = waiting, waitingSoft = soft(waiting), wrong = wrong, wrongSoft = soft(wrong),
            outline = Color(0xFF7A8794), line = Color(0xFF33404C),
        )
    }
    if (!high) return p
    val ink = if (dark) Color.White else Color.Black
    val paper = if (dark) Color.Black else Color.White
    return p.copy(
        ground = paper, surface = paper, ink = ink, ink2 = ink, outline = ink, line = ink,
        accentSoft = paper, doneSoft = paper, waitingSoft = paper, wrongSoft = paper,
    )
}
