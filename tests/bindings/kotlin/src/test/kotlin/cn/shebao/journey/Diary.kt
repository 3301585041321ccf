package cn.shebao.journey

import cn.shebao.core.ArgValue
import cn.shebao.core.CitizenException
import cn.shebao.core.Money
import cn.shebao.core.Says
import cn.shebao.ui.words.*
import java.io.File
import java.time.Instant
import java.time.ZoneId

/** What the citizen would read, a line each, as ../JOURNEY.md says. */
class Diary {
    private val lines = mutableListOf<String>()
    private val wording = Wording(Formats(Language.Zh, Instant.now(), ZoneId.systemDefault()))

    fun note(step: String, field: String, vararg texts: String) {
        val line = "$step $field: ${texts.joinToString(" | ") { plain(it) }}"
        lines += line
        println(line)
    }

    /** A sentence. What differs from run to run is not compared: moments, and an order's number. */
    fun text(says: Says): String {
        val args = says.args.map { arg ->
            val value = arg.value
            when {
                value is ArgValue.Moment -> arg.copy(value = ArgValue.Text("‹时间›"))
                value is ArgValue.Text && Regex("[0-9A-Za-z-]{20,}").matches(value.text) -> arg.copy(value = ArgValue.Text("‹编号›"))
                else -> arg
            }
        }
        return plain(wording.text(says.copy(args = args)))
    }

    fun text(money: Money): String = plain(wording.text(line("a11y_amount", "amount" to amount(money))))

    fun text(error: CitizenException): String = text(errorText(error))

    /** The error that [work] must end with. */
    suspend fun refusal(work: suspend () -> Any?): String = try {
        work()
        "no error"
    } catch (error: CitizenException) {
        text(error)
    }

    fun write(file: File) {
        file.parentFile.mkdirs()
        file.writeText(lines.joinToString("\n", postfix = "\n"))
    }
}

/** `STORED_OFFLINE` as Rust and Swift write it. */
fun name(constant: Enum<*>): String = constant.name.split('_').joinToString("") { it.lowercase().replaceFirstChar(Char::uppercase) }
