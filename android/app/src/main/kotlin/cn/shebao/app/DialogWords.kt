package cn.shebao.app

import cn.shebao.app.keys.PromptWords
import cn.shebao.core.Prompt
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.Wording
import cn.shebao.ui.words.amount
import cn.shebao.ui.words.line
import cn.shebao.ui.words.plain
import java.time.Instant
import java.time.ZoneId

/** The system's own dialog speaks the catalogue's words, in the language chosen now. */
internal class DialogWords(private val settings: Settings) : PromptWords {
    override fun title(prompt: Prompt): String = say(
        when (prompt) {
            is Prompt.ConfirmPayment -> line("screen_prompt_pay", "amount" to amount(prompt.amount))
            is Prompt.ConfirmCancel -> line("screen_prompt_cancel")
            is Prompt.ConfirmMandate -> line("screen_prompt_mandate", "amount" to amount(prompt.cap))
            is Prompt.ConfirmStopMandate -> line("screen_prompt_mandate_stop")
            is Prompt.ConfirmRemoveDevice -> line("screen_prompt_remove")
            is Prompt.ConfirmLossReport -> line("screen_prompt_loss")
            is Prompt.ConfirmLossTakeBack -> line("screen_prompt_loss_back")
            is Prompt.ConfirmReplaceCard -> line("screen_prompt_replace")
            is Prompt.Enrol -> line("screen_prompt_enrol")
        },
    )

    override fun cancel(): String = say(line("action_cancel"))

    // The dialog's font may not know the marks that keep a number and its unit on one line.
    private fun say(says: cn.shebao.core.Says) = plain(Wording(Formats(settings.language, Instant.now(), ZoneId.systemDefault())).text(says))
}
