package cn.shebao.ui.words

/** A piece of a line: its text or the name of a placeholder, whether it is bold, and which `[…]` it stands in. */
internal data class Piece(val text: String, val slot: Boolean, val bold: Boolean, val kept: Int?)

/** Takes a line apart before anything is put in: values are never read as markup. */
internal fun pieces(template: String): List<Piece> = buildList {
    val text = StringBuilder()
    var bold = false
    var kept: Int? = null
    var keeps = 0
    fun close() {
        if (text.isNotEmpty()) add(Piece(text.toString(), false, bold, kept))
        text.clear()
    }
    var at = 0
    while (at < template.length) {
        val char = template[at]
        when {
            template.startsWith("**", at) -> { close(); bold = !bold; at++ }
            char == '{' -> {
                close()
                val end = template.indexOf('}', at).let { if (it < 0) template.length else it }
                add(Piece(template.substring(at + 1, end), true, bold, kept))
                at = end
            }
            char == '[' -> { close(); kept = ++keeps }
            char == ']' -> { close(); kept = null }
            else -> text.append(char)
        }
        at++
    }
    close()
}
