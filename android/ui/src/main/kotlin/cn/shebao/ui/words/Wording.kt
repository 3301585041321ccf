package cn.shebao.ui.words

import cn.shebao.core.ArgValue
import cn.shebao.core.Says
import cn.shebao.words.Catalogue
import cn.shebao.words.Line

/** A run of text that is bold or is not. */
data class Run(val text: String, val bold: Boolean)

/** Turns the core's codes into sentences. */
class Wording(val formats: Formats) {
    /** A sentence, with its typographic marks. */
    fun runs(says: Says): List<Run> = runs(fill(says, aloud = false))

    /** The same without emphasis. */
    fun text(says: Says): String = fill(says, aloud = false).joinToString("") { it.char.toString() }

    /** For a screen reader: amounts as money, masks not as rows of stars, no marks. */
    fun aloud(says: Says): String = plain(fill(says, aloud = true).joinToString("") { it.char.toString() })

    /** Fills one line. [aloud] spells values for the ear. */
    internal fun fill(line: Line, args: Map<String, ArgValue>, aloud: Boolean): List<Glyph> {
        val one = (args["count"] as? ArgValue.Count)?.count == 1u
        val template = when {
            formats.language == Language.Zh -> line.zh
            one -> line.enOne ?: line.enOther
            else -> line.enOther
        }
        val glyphs = mutableListOf<Glyph>()
        var keptBefore: Int? = null
        for (piece in pieces(template)) {
            val text = if (!piece.slot) piece.text else args[piece.text]?.let { value(it, aloud) } ?: "{${piece.text}}"
            for (char in text) {
                if (piece.kept != null && piece.kept == keptBefore) glyphs += Glyph('\u2060', piece.bold)
                glyphs += Glyph(char, piece.bold)
                keptBefore = piece.kept
            }
        }
        return tidied(glyphs)
    }

    private fun fill(says: Says, aloud: Boolean): List<Glyph> {
        // A key that is missing stays visible; a test compares the two sets.
        val line = Catalogue.lines[says.key] ?: return says.key.map { Glyph(it, false) }
        return fill(line, says.args.associate { it.name to it.value }, aloud)
    }

    private fun value(value: ArgValue, aloud: Boolean): String = when (value) {
        is ArgValue.Text -> if (aloud) unmasked(value.text) else value.text
        is ArgValue.Word -> if (value.key in Catalogue.lines) plain(text(Says(value.key, emptyList()))) else "{${value.key}}"
        is ArgValue.Amount -> if (aloud) formats.spokenMoney(value.amount.fen) else formats.money(value.amount.fen)
        is ArgValue.Count -> formats.count(value.count.toLong())
        is ArgValue.Rate -> formats.rate(value.basisPoints.toLong())
        is ArgValue.Day -> formats.day(value.day)
        is ArgValue.Month -> formats.month(value.month)
        is ArgValue.Months -> formats.months(value.months)
        is ArgValue.Moment -> formats.moment(value.at)
    }
}

internal fun runs(glyphs: List<Glyph>): List<Run> {
    val runs = mutableListOf<Run>()
    for (glyph in glyphs) {
        val last = runs.lastOrNull()
        if (last != null && last.bold == glyph.bold) runs[runs.lastIndex] = last.copy(text = last.text + glyph.char)
        else runs += Run(glyph.char.toString(), glyph.bold)
    }
    return runs
}

/** What a masked value sounds like: the characters that are left. */
fun unmasked(text: String): String = text.replace("*", "").replace("＊", "").replace(Regex(" +"), " ").trim()

/** True if [text] has something hidden in it. */
fun isMasked(text: String): Boolean = '*' in text || '＊' in text
