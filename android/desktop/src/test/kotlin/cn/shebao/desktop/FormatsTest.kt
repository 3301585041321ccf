package cn.shebao.desktop

import cn.shebao.core.ArgValue
import cn.shebao.core.Money
import cn.shebao.ui.words.*
import cn.shebao.words.Line
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.time.LocalDate
import java.time.OffsetDateTime
import java.time.YearMonth
import java.time.ZoneOffset

/** The shared vectors: Rust, Kotlin and Swift answer the same. */
class FormatsTest {
    @Test
    fun every_shared_vector_gives_what_is_expected() {
        val vectors = JSONArray(File(System.getProperty("root.dir"), "core/words/formats.json").readText()).map { it as JSONObject }
        val wrong = vectors.filter { answer(it) != it.getString("expected") }.map { "$it\n  answered ${answer(it)}" }
        assertTrue("few vectors: ${vectors.size}", vectors.size > 100)
        assertEquals(wrong.joinToString("\n"), 0, wrong.size)
        println("vectors: ${vectors.size}")
    }

    private fun answer(vector: JSONObject): String {
        val reference = if (vector.isNull("reference")) OffsetDateTime.of(2026, 11, 24, 10, 0, 0, 0, ZoneOffset.ofHours(8)) else OffsetDateTime.parse(vector.getString("reference"))
        val formats = Formats(if (vector.getString("language") == "zh") Language.Zh else Language.En, reference.toInstant(), reference.offset)
        val input = vector["input"]
        return when (val kind = vector.getString("kind")) {
            "money" -> formats.money((input as Number).toLong())
            "spoken_money" -> formats.spokenMoney((input as Number).toLong())
            "rate" -> formats.rate((input as Number).toLong())
            "count" -> formats.count((input as Number).toLong())
            "day" -> formats.day(LocalDate.parse(input as String))
            "month" -> formats.month(YearMonth.parse(input as String))
            "months" -> formats.months((input as JSONArray).map { YearMonth.parse(it as String) })
            "moment" -> formats.moment(OffsetDateTime.parse(input as String).toInstant())
            "tidy" -> tidy(input as String)
            "keep" -> keep(input as String)
            "plain" -> plain(input as String)
            "fill" -> fill(formats, input as JSONObject)
            else -> error(kind)
        }
    }

    private fun fill(formats: Formats, input: JSONObject): String {
        val line = Line(input.getString("zh"), if (input.isNull("en_one")) null else input.getString("en_one"), input.getString("en_other"))
        val args = input.getJSONArray("args").map { it as JSONObject }.associate { it.getString("name") to value(it.getString("kind"), it["value"]) }
        return runs(Wording(formats).fill(line, args, aloud = false)).joinToString("") { if (it.bold) "<b>${it.text}</b>" else it.text }
    }

    private fun value(kind: String, value: Any): ArgValue = when (kind) {
        "text" -> ArgValue.Text(value as String)
        "word" -> ArgValue.Word(value as String)
        "money", "amount" -> ArgValue.Amount(Money((value as Number).toLong()))
        "count" -> ArgValue.Count((value as Number).toLong().toUInt())
        "rate" -> ArgValue.Rate((value as Number).toLong().toUInt())
        "day" -> ArgValue.Day(LocalDate.parse(value as String))
        "month" -> ArgValue.Month(YearMonth.parse(value as String))
        "months" -> ArgValue.Months((value as JSONArray).map { YearMonth.parse(it as String) })
        "moment" -> ArgValue.Moment(OffsetDateTime.parse(value as String).toInstant())
        else -> error(kind)
    }
}
