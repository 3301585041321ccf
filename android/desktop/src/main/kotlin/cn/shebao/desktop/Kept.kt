package cn.shebao.desktop

import cn.shebao.ui.look.Choices
import cn.shebao.ui.words.Language
import java.nio.file.Files
import java.nio.file.Path
import java.util.Properties

/** The person's choices, in a file beside the app's data. Nothing personal is in it. */
internal class Kept(folder: Path) {
    private val file = Files.createDirectories(folder).resolve("settings.properties")
    private val properties = Properties().apply { if (Files.exists(file)) Files.newInputStream(file).use(::load) }

    private fun on(name: String) = properties.getProperty(name) == "true"

    fun choices() = Choices(dark = on("dark"), high = on("high"), elder = on("elder"), reducedMotion = on("reducedMotion"))

    fun language(): Language = Language.entries.firstOrNull { it.tag == properties.getProperty("language") } ?: Language.Zh

    fun keep(choices: Choices, language: Language) {
        with(choices) { mapOf("dark" to dark, "high" to high, "elder" to elder, "reducedMotion" to reducedMotion) }
            .forEach { (name, on) -> properties.setProperty(name, on.toString()) }
        properties.setProperty("language", language.tag)
        Files.newOutputStream(file).use { properties.store(it, null) }
    }
}
