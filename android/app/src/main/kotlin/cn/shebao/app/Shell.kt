package cn.shebao.app

import android.app.Activity
import android.content.Context
import cn.shebao.app.keys.KeystoreKeyStore
import cn.shebao.app.keys.Presence
import cn.shebao.core.Citizen
import cn.shebao.core.Config
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.state.Changes
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File

/**
 * What lives as long as the process: the core, opened once however often the screen is made anew, and where one is. A bureau's build hands
 * in its [scanner].
 */
class Shell(private val app: Context, scanner: Scanner? = null) {
    private val kept = Kept(app)
    private val scope = MainScope()
    private val opening = Mutex()
    private var opened: Opened? = null
    private var front: Activity? = null
    private var unread: String? = null

    /** What the person chose. */
    val settings = Settings(kept.choices(), kept.language(), kept::keep)

    /** Where one is. */
    val go = Go(settings, scan = scanner?.let { reader -> { front?.let { reader.scan(it, ::link) } } }, save = downloads(app)) { dial(app, it) }

    private val keys = KeystoreKeyStore(app, Presence(app, DialogWords(settings)) { front })

    /** Opens the core; once it is open, gives the same again. */
    suspend fun open(): Opened = opening.withLock {
        opened ?: begin().also { core ->
            opened = core
            watchNetwork(app) { core.citizen.networkChanged() }
            if (front != null) core.citizen.resumed()
            unread?.let(::link)
        }
    }

    /** [activity] is what the person sees. */
    fun shown(activity: Activity) {
        front = activity
        opened?.citizen?.resumed()
    }

    /** The person sees something else. */
    fun hidden(activity: Activity) {
        if (front === activity) front = null
        opened?.citizen?.paused()
    }

    /** A text from outside: the core says what it is, and nothing else is believed. Kept until the core is open. */
    fun link(text: String) {
        val core = opened
        unread = text.takeIf { core == null }
        if (core != null) scope.launch { go.link(withContext(Dispatchers.Default) { core.citizen.readLink(text) }) }
    }

    private suspend fun begin(): Opened {
        val changes = Changes()
        // Never in a backup, whatever the rules say.
        val folder = File(app.noBackupFilesDir, "core")
        val config = withContext(Dispatchers.IO) {
            Config(folder.path, bureau(app), settings.language.tag, "android/${BuildConfig.VERSION_NAME}")
        }
        return Opened(Citizen.open(config, keys, changes), changes)
    }
}
