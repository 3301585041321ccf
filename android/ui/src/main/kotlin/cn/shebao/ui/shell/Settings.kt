package cn.shebao.ui.shell

import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import cn.shebao.ui.look.Choices
import cn.shebao.ui.words.Language

/** What the person chose for this device. [keep] stores it. */
@Stable
class Settings(choices: Choices, language: Language, private val keep: (Choices, Language) -> Unit) {
    var choices by mutableStateOf(choices)
        private set
    var language by mutableStateOf(language)
        private set

    fun toggleElder() = choose(choices.copy(elder = !choices.elder))

    fun choose(choices: Choices) {
        this.choices = choices
        keep(choices, language)
    }

    fun speak(language: Language) {
        this.language = language
        keep(choices, language)
    }
}
