package cn.shebao.desktop

import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import cn.shebao.ui.words.plain
import java.io.File

/** What a person reads on her way, as tests/bindings/SCREENS.md says; SwiftUI's screens write the same. */
internal class Read {
    private val lines = linkedSetOf<String>()

    /** [root] of the unmerged tree: each text as it stands on the screen. */
    fun note(screen: String, root: SemanticsNode) = root.walk { node ->
        node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { comparable(it.text) }.filter { it.isNotEmpty() }.forEach { lines += "$screen: $it" }
    }

    /** Adds what was read on the screens whose names begin so to what other walks left there. */
    fun write(file: File, screens: String) {
        file.parentFile.mkdirs()
        file.appendText(lines.filter { it.startsWith(screens) }.joinToString("") { it + "\n" })
    }

    /** What differs from run to run is not compared. */
    private fun comparable(text: String) = PATTERNS.fold(plain(text).trim()) { now, (pattern, name) -> now.replace(pattern, name) }

    private companion object {
        val PATTERNS = listOf(
            Regex("(\\d{4}年)?(\\d{1,2}月\\d{1,2}日 |今天 |昨天 )?\\d{1,2}:\\d{2}") to "‹时间›",
            Regex("[0-9A-Za-z-]{20,}|([0-9a-f]{4} ){3,}[0-9a-f]{4}|TB[0-9A-Z]{12}") to "‹编号›",
            Regex("\\d+ 秒") to "‹秒›",
        )
    }
}
