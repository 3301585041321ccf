package cn.shebao.ui.settings

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import cn.shebao.core.CitizenException
import cn.shebao.core.Keep
import cn.shebao.ui.look.Space
import cn.shebao.ui.parts.*
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.state.doing
import cn.shebao.ui.words.Language
import cn.shebao.ui.words.w

@Composable
fun SettingsScreen(core: Opened, go: Go) {
    val doing = doing()
    SettingsContent(
        go.settings, PageVerbs(go::back, go::call), doing.error,
        onLock = { core.citizen.session().lock() },
        // An order in doubt is refused: whoever signs out then is told first.
        onSignOut = { doing.start({ core.citizen.signOut(Keep.DOUBTFUL) }) { go.home() } },
    )
}

/** Language, elder mode, lock, signing out. */
@Composable
fun SettingsContent(settings: Settings, verbs: PageVerbs, error: CitizenException? = null, onLock: () -> Unit, onSignOut: () -> Unit) =
    Page(w("screen_settings_title"), verbs, error = error) {
        Section(w("screen_settings_language"))
        // Each language by its own name, so that whoever cannot read the other finds it.
        val languages = listOf(Language.Zh to "screen_settings_chinese", Language.En to "screen_settings_english")
        Options(languages.map { (language, key) -> w(key).let { Option(language.name, it, it) } }, setOf(settings.language.name)) {
            settings.speak(Language.valueOf(it))
        }
        Section(w("screen_home_elder"))
        val modes = listOf(false to w("screen_home_standard"), true to w("screen_home_elder"))
        Options(modes.map { (elder, word) -> Option(elder.toString(), word, word) }, setOf(settings.choices.elder.toString())) {
            settings.choose(settings.choices.copy(elder = it.toBoolean()))
        }
        Spacer(Modifier.height(Space.large))
        SecondaryButton(w("action_lock"), onClick = onLock)
        Spacer(Modifier.height(Space.small))
        SecondaryButton(w("action_sign_out"), onClick = onSignOut)
        Note(w("screen_settings_sign_out_note"), Modifier.padding(top = Space.small))
    }
