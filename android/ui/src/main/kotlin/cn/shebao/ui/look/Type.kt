package cn.shebao.ui.look

import androidx.compose.runtime.Immutable
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.sp
import cn.shebao.ui.words.Language

/** Five sizes and two weights. */
@Immutable
data class TypeScale(
    val title: TextStyle,
    val section: TextStyle,
    val body: TextStyle,
    val strong: TextStyle,
    val note: TextStyle,
    val noteStrong: TextStyle,
    val amount: TextStyle,
)

internal fun typeScale(elder: Boolean, family: FontFamily, language: Language): TypeScale {
    val k = if (elder) 1.25f else 1f
    // zh-Hans: without it a phone set to Japanese draws Japanese shapes of the same characters.
    val locale = LocaleList(if (language == Language.Zh) "zh-Hans-CN" else "en")
    fun style(size: Int, line: Int, weight: FontWeight, breaks: LineBreak) = TextStyle(
        fontFamily = family, fontSize = (size * k).sp, lineHeight = (line * k).sp, fontWeight = weight,
        fontFeatureSettings = "tnum", localeList = locale, lineBreak = breaks,
        lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
    )
    return TypeScale(
        title = style(24, 32, FontWeight.Bold, LineBreak.Heading),
        section = style(18, 26, FontWeight.Bold, LineBreak.Heading),
        body = style(17, 26, FontWeight.Normal, LineBreak.Paragraph),
        strong = style(17, 26, FontWeight.Bold, LineBreak.Paragraph),
        note = style(15, 22, FontWeight.Normal, LineBreak.Paragraph),
        noteStrong = style(15, 22, FontWeight.Bold, LineBreak.Paragraph),
        amount = style(34, 42, FontWeight.Bold, LineBreak.Simple),
    )
}

