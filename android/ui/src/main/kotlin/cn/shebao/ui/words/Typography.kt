package cn.shebao.ui.words

/* A number never parts from its unit, a date never breaks. The rules are those of core/words/README.md. */

private const val JOINER = '\u2060'
private const val NBSP = '\u00A0'
private const val UNITS = "年月日天个元秒分时件条次步笔位张份项%"
private val UNIT_WORDS = setOf(
    "yuan", "day", "days", "month", "months", "year", "years", "second", "seconds", "minute", "minutes", "hour", "hours", "thing", "things", "unread",
)

/** Puts the marks in. Doing it twice changes nothing. */
fun tidy(text: String): String = tidied(text.map { Glyph(it, false) }).joinToString("") { it.char.toString() }

/** Keeps a phrase on one line: word joiners between its characters. */
fun keep(text: String): String = text.toList().joinToString(JOINER.toString())

/** The marks taken out again: for comparing, and for what is only heard. */
fun plain(text: String): String = text.replace(JOINER.toString(), "").replace(NBSP, ' ')

/** 王＊＊ · 养老保险 · 11月: breaks, if it must, only at a dot. */
fun dots(parts: List<String>): String = parts.filter { it.isNotEmpty() }.joinToString(" · ") { keep(plain(it)) }

/** A character and whether it is bold. */
internal data class Glyph(val char: Char, val bold: Boolean)

internal fun tidied(text: List<Glyph>): List<Glyph> = buildList {
    text.forEachIndexed { at, glyph ->
        val before = text.getOrNull(at - 1)?.char
        if (before != null && belongs(before, glyph.char)) add(Glyph(JOINER, last().bold))
        add(if (glyph.char == ' ' && holds(text, at)) glyph.copy(char = NBSP) else glyph)
    }
}

/** `24天`, `11月30日`, `20%`: no break between the two. */
private fun belongs(before: Char, after: Char) = (before in '0'..'9' && after in UNITS) || (before in "年月" && after in '0'..'9')

/** `24 天`, `2,000.00 yuan`, `30 Nov`, `Nov 2026`: the space at [at] does not break. */
private fun holds(text: List<Glyph>, at: Int): Boolean {
    val digitBefore = text.getOrNull(at - 1)?.char?.let { it in '0'..'9' } == true
    val after = text.getOrNull(at + 1)?.char
    if (digitBefore && after != null && after in UNITS) return true
    val next = text.drop(at + 1).word()
    if (digitBefore && (next in UNIT_WORDS || next in MONTHS)) return true
    return after != null && after in '0'..'9' && text.take(at).reversed().word().reversed() in MONTHS
}

private fun List<Glyph>.word(): String = takeWhile { it.char in 'a'..'z' || it.char in 'A'..'Z' }.joinToString("") { it.char.toString() }
