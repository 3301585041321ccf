package cn.shebao.desktop

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import cn.shebao.core.Citizen
import cn.shebao.core.CitizenException
import cn.shebao.core.Config
import cn.shebao.core.Export
import cn.shebao.ui.look.LookTheme
import cn.shebao.ui.shell.App
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.state.Changes
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.Language
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.ZoneId
import javax.swing.JFrame
import javax.swing.SwingUtilities
import javax.swing.Timer
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlin.system.exitProcess

private const val USAGE = "usage: run BUREAU.json [FOLDER]    the file `cargo run -- serve` writes; FOLDER keeps the app's data (default ~/.shebao-desktop)"

/** Opens the screens in a window, over the real core. Its key store is a file: for desktops and tests only. */
fun main(args: Array<String>) {
    val bureau = args.getOrNull(0)?.let(Path::of)
    if (bureau == null || !Files.isReadable(bureau)) {
        System.err.println(USAGE)
        exitProcess(2)
    }
    val folder = Path.of(args.getOrNull(1) ?: "${System.getProperty("user.home")}/.shebao-desktop")
    SwingUtilities.invokeLater { show(Files.readString(bureau), folder) }
}

/** The core, opened over [folder] with a file for a key store. */
suspend fun openAt(folder: Path, bureau: String, language: Language = Language.Zh, secureLock: Boolean = true): Opened {
    val changes = Changes()
    val data = Files.createDirectories(folder.resolve("data"))
    val config = Config(directory = data.toString(), bureau = bureau, language = language.tag, client = "desktop/0.1.0")
    return Opened(Citizen.open(config, FileKeyStore(folder.resolve("keys"), secureLock), changes), changes)
}

/** Keeps a file in [folder], under its own name. */
private suspend fun saveTo(folder: Path, export: Export) = withContext(Dispatchers.IO) {
    try {
        println("saved ${Files.write(Files.createDirectories(folder).resolve(export.name), export.bytes)}")
    } catch (_: IOException) {
        throw CitizenException.StorageFull()
    }
}

private fun show(bureau: String, folder: Path) {
    val kept = Kept(folder)
    val settings = Settings(kept.choices(), kept.language(), kept::keep)
    val go = Go(settings, save = { saveTo(folder.resolve("saved"), it) }) { number -> println("call $number") }
    // Which day it is today is looked at again each minute.
    val clock = object { var now by mutableStateOf(Instant.now()) }
    Timer(60_000) { clock.now = Instant.now() }.start()
    val density = System.getProperty("density")?.toFloat() ?: 1.25f
    val panel = ScenePanel((360 * density).toInt(), (720 * density).toInt(), density) {
        LookTheme(settings.choices, Formats(settings.language, clock.now, ZoneId.systemDefault()), fonts()) {
            App(go) { openAt(folder, bureau, settings.language) }
        }
    }
    JFrame("Shebao").apply {
        contentPane = panel
        isResizable = false
        defaultCloseOperation = JFrame.EXIT_ON_CLOSE
        pack()
        isVisible = true
    }
    panel.requestFocus()
}
