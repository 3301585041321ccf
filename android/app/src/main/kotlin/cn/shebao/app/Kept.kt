package cn.shebao.app

import android.content.Context
import cn.shebao.ui.look.Choices
import cn.shebao.ui.words.Language

/** What the person chose for this phone. Nothing personal is in it. */
internal class Kept(app: Context) {
    private val kept = app.getSharedPreferences("settings", Context.MODE_PRIVATE)

    /** Dark, contrast and motion are the system's to say; only this is chosen here. */
    fun choices() = Choices(elder = kept.getBoolean(ELDER, false))

    fun language(): Language = Language.entries.firstOrNull { it.tag == kept.getString(LANGUAGE, null) } ?: Language.Zh

    fun keep(choices: Choices, language: Language) {
        kept.edit().putBoolean(ELDER, choices.elder).putString(LANGUAGE, language.tag).apply()
    }

    private companion object {
        const val ELDER = "elder"
        const val LANGUAGE = "language"
    }
}
