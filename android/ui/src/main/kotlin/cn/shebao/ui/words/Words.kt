package cn.shebao.ui.words

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle
import cn.shebao.core.ArgValue
import cn.shebao.core.Says

internal val LocalWording = staticCompositionLocalOf<Wording> { error("LookTheme is missing") }

/** The words, where a composable needs them. */
val wording: Wording
    @Composable @ReadOnlyComposable get() = LocalWording.current

/** A line the shell says by itself. */
@Composable
@ReadOnlyComposable
fun w(key: String, vararg args: Pair<String, ArgValue>): String = wording.text(line(key, *args))

/** What the core says, in words. */
@Composable
@ReadOnlyComposable
fun say(says: Says): String = wording.text(says)

/** A sentence with its one bold phrase. */
fun Wording.rich(says: Says): AnnotatedString = buildAnnotatedString {
    for (run in runs(says)) if (run.bold) withStyle(SpanStyle(fontWeight = FontWeight.Bold)) { append(run.text) } else append(run.text)
}
