package cn.shebao.app

import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.asPaddingValues
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import cn.shebao.ui.look.LookTheme
import cn.shebao.ui.shell.App
import cn.shebao.ui.words.Formats
import kotlinx.coroutines.delay
import java.time.Instant
import java.time.ZoneId

/** The one screen of the system's; ours are drawn inside it. */
class MainActivity : ComponentActivity() {
    private val shell get() = (application as ShebaoApp).shell

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        shield()
        enableEdgeToEdge()
        // Made anew by the system, it has the old intent: that link was followed already.
        if (savedInstanceState == null) follow(intent)
        setContent { Screen() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    // Started and stopped, not resumed and paused: beside another app, or under the system's own dialog, it is still seen.
    override fun onStart() {
        super.onStart()
        shell.shown(this)
    }

    override fun onStop() {
        shell.hidden(this)
        super.onStop()
    }

    private fun follow(intent: Intent?) {
        if (intent?.action == Intent.ACTION_VIEW) intent.dataString?.let(shell::link)
    }

    @Composable
    private fun Screen() {
        val go = shell.go
        val choices = go.settings.choices.asSystemSays(this, isSystemInDarkTheme())
        // Which day it is today is looked at again each minute.
        val now by produceState(Instant.now()) {
            while (true) {
                delay(60_000)
                value = Instant.now()
            }
        }
        BackHandler(enabled = go.canGoBack, onBack = go::back)
        LookTheme(choices, Formats(go.settings.language, now, ZoneId.systemDefault()), insets = WindowInsets.safeDrawing.asPaddingValues()) {
            App(go, shell::open)
        }
    }
}
