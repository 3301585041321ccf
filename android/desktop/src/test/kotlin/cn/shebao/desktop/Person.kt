@file:OptIn(androidx.compose.ui.test.ExperimentalTestApi::class)

package cn.shebao.desktop

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.*
import androidx.compose.ui.unit.Density
import cn.shebao.journey.Sandbox
import cn.shebao.ui.look.Choices
import cn.shebao.ui.look.LookTheme
import cn.shebao.ui.shell.App
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.Language
import cn.shebao.ui.words.plain
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant

/** Someone who looks, presses and types, over the real core and a gateway of one's own. Everything waits until it can be done, and is done once. */
internal class Person private constructor(private val ui: ComposeUiTest, val sandbox: Sandbox, folder: Path, secureLock: Boolean) {
    lateinit var core: Opened
        private set
    val calls = mutableListOf<String>()
    private val settings = Settings(Choices(), Language.Zh) { _, _ -> }
    val go = Go(settings) { calls += it }
    private val read = Read()

    init {
        // The test moves the clock by itself: a blinking cursor never lets a screen be idle.
        ui.mainClock.autoAdvance = false
        ui.setContent {
            CompositionLocalProvider(LocalDensity provides Density(3f, 1f)) {
                LookTheme(settings.choices, Formats(settings.language, Instant.now(), ZONE), fonts(), bars) {
                    App(go) { openAt(folder, sandbox.bureau, secureLock = secureLock).also { core = it } }
                }
            }
        }
    }

    fun sees(text: String) = until("'$text' is shown") { shows(text) }

    fun seesNot(text: String) = until("'$text' is gone") { !shows(text) }

    /** Shown texts carry typographic marks; they are compared without them. */
    private fun shows(text: String) = ui.onAllNodes(SemanticsMatcher("shows '$text'") { text in plain(it.label()) }).fetchSemanticsNodes().isNotEmpty()

    /** The first that can be pressed and is named so; with [about], what it is about is heard too. */
    fun press(text: String, about: String = "") {
        val target = named(text, about) and hasClickAction() and isEnabled()
        until("'$text' can be pressed") { ui.onAllNodes(target).fetchSemanticsNodes().isNotEmpty() }
        into(ui.onAllNodes(target).onFirst())
        ui.onAllNodes(target).onFirst().performClick()
        settle()
    }

    /** True if what is named so is there and waits for something. */
    fun cannotPress(text: String) = ui.onAllNodes(named(text) and hasClickAction() and isNotEnabled()).fetchSemanticsNodes().isNotEmpty()

    fun type(label: String, text: String) = type(label) { text }

    fun type(label: String, text: () -> String) {
        val field = hasContentDescription(label) and hasSetTextAction()
        until("the field '$label' is shown") { ui.onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
        ui.onNode(field).performTextReplacement(text())
        settle()
    }

    /** An option of a question, and waits until it is chosen. */
    fun choose(text: String) {
        val kinds = SemanticsMatcher.keyIsDefined(SemanticsProperties.Selected) or SemanticsMatcher.keyIsDefined(SemanticsProperties.ToggleableState)
        val option = named(text) and kinds and isEnabled()
        until("'$text' can be chosen") { ui.onAllNodes(option).fetchSemanticsNodes().isNotEmpty() }
        into(ui.onAllNodes(option).onFirst())
        ui.onAllNodes(option).onFirst().performClick()
        until("'$text' is chosen") { runCatching { ui.onAllNodes(option).onFirst().assert(isSelected() or isOn()) }.isSuccess }
    }

    /** How many options are chosen. */
    fun chosen() = ui.onAllNodes(isSelected() or isOn()).fetchSemanticsNodes().size

    /** Notes what is to be read here. */
    fun reads(screen: String) {
        settle()
        read.note(screen, ui.onRoot(useUnmergedTree = true).fetchSemanticsNode())
    }

    /** The same, and a picture of it. */
    fun picture(name: String) {
        reads(name.substringAfter('-'))
        val image = Image.makeFromBitmap(ui.onRoot().captureToImage().asSkiaBitmap())
        File(System.getProperty("out.dir"), "touch-$name.png").apply { parentFile.mkdirs() }.writeBytes(image.encodeToData(EncodedImageFormat.PNG)!!.bytes)
    }

    /** Leaves what was read where the suites compare it; see tests/bindings/SCREENS.md. */
    fun write() = read.write(File(System.getProperty("root.dir"), "target/bindings/kotlin-screens.txt"))

    private fun named(text: String, about: String = "") =
        SemanticsMatcher("named '$text' $about") { node -> node.names().any { it.startsWith(text) && about in it } }

    private fun SemanticsNode.names(): List<String> =
        (config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).map(::plain)

    /** Pulls the page until the whole of it can be seen, as a thumb does. */
    private fun into(node: SemanticsNodeInteraction) = repeat(12) {
        val found = node.fetchSemanticsNode()
        if (found.boundsInRoot.height + 1 >= found.size.height) return@repeat
        val up = found.positionInRoot.y > 1200
        ui.onRoot().performTouchInput { if (up) swipeUp(1500f, 1100f, 300) else swipeDown(1100f, 1500f, 300) }
        settle()
    }

    private fun settle() = repeat(5) { ui.mainClock.advanceTimeBy(50) }

    private fun until(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + WAIT * 1_000_000
        while (true) {
            settle()
            if (holds()) return
            if (System.nanoTime() > end) {
                picture("stuck")
                throw AssertionError("it did not come: $what")
            }
            Thread.sleep(30)
        }
    }

    companion object {
        private const val WAIT = 20_000L

        /** A person's way through the app on a phone of her own, from the first start. */
        fun walks(secureLock: Boolean = true, way: Person.() -> Unit) {
            val folder = Files.createTempDirectory("touch")
            try {
                Sandbox().use { sandbox -> runDesktopComposeUiTest(1080, 2400) { Person(this, sandbox, folder, secureLock).way() } }
            } finally {
                folder.toFile().deleteRecursively()
            }
        }
    }
}
