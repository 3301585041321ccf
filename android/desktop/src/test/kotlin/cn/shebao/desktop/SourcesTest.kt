package cn.shebao.desktop

import cn.shebao.words.Catalogue
import cn.shebao.ui.words.errorText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** Reads the shell's own sources: what it must not contain, it does not contain. */
class SourcesTest {
    private val ui = File(System.getProperty("root.dir"), "android/ui/src/main/kotlin").walk().filter { it.extension == "kt" }.toList()

    /** Lines of code, without comments. */
    private fun lines(file: File) = file.readText().replace(Regex("/\\*.*?\\*/", RegexOption.DOT_MATCHES_ALL), "").lines().map { it.substringBefore(" // ") }

    private fun offenders(rule: (File, String) -> Boolean) =
        ui.flatMap { file -> lines(file).filter { rule(file, it) }.map { "${file.name}: ${it.trim()}" } }

    @Test
    fun the_screens_are_pure_compose() = none(offenders { _, line -> Regex("^import (android\\.|java\\.awt|javax|androidx\\.(?!compose))").containsMatchIn(line) })

    @Test
    fun no_amount_is_reckoned_with() = none(
        offenders { _, line -> Regex("\\bfen\\b\\s*[-+*/%]|[-+*/%]\\s*\\w*\\.?\\bfen\\b(?!\\))|sumOf|\\.fen\\.(plus|minus|times|div|rem)|Double|toFloat\\(\\).*fen").containsMatchIn(line) },
    )

    @Test
    fun no_word_for_people_stands_in_the_sources() = none(
        // Formats and typography name the units that are part of a format.
        offenders { file, line -> file.name !in setOf("Formats.kt", "Typography.kt") && Regex("\"[^\"]*[\\p{IsHan}][^\"]*\"").containsMatchIn(line) } +
            offenders { _, line -> Regex("(Title|Body|Note|Headline|Section|PrimaryButton|SecondaryButton|TextVerb|Field)\\(\"[A-Za-z]").containsMatchIn(line) },
    )

    @Test
    fun every_key_the_shell_names_is_in_the_catalogue() {
        val named = ui.flatMap { file -> Regex("\"((?:screen|action|common|error|a11y|pay|home|card|order)_[a-z0-9_]+)\"").findAll(file.readText()).map { it.groupValues[1] } }.toSet() - "error_refused_"
        assertTrue("few keys: ${named.size}", named.size > 60)
        assertEquals(emptySet<String>(), named.filterNot { it in Catalogue.lines }.toSet())
    }

    @Test
    fun every_error_has_words() = none(ERRORS.map { errorText(it).key }.filterNot { it in Catalogue.lines })

    @Test
    fun no_file_is_longer_than_400_lines() = none(ui.filter { it.readLines().size > 400 }.map { it.name })

    private fun none(found: List<String>) = assertEquals(found.joinToString("\n"), 0, found.size)
}
