package cn.shebao.ui.words

import java.time.Instant
import java.time.LocalDate
import java.time.YearMonth
import java.time.ZoneId

/**
 * How values look: money, days, months, moments, rates. The same rules are written in Rust and in Swift;
 * `core/words/formats.json` holds all three to them.
 *
 * [now] decides what is shown without its day or year; [zone] is the device's.
 */
class Formats(val language: Language, val now: Instant, val zone: ZoneId) {
    private val today: LocalDate = now.atZone(zone).toLocalDate()

    /** `2,000.00` for 200000 fen. The unit stands in the sentence. */
    fun money(fen: Long): String {
        val digits = digits(fen)
        val grouped = digits.dropLast(2).reversed().chunked(3).joinToString(",").reversed()
        return "${if (fen < 0) "\u2212" else ""}$grouped.${digits.takeLast(2)}"
    }

    /** `2000` or `2000.50`: what a screen reader says, no comma and no `.00`. */
    fun spokenMoney(fen: Long): String {
        val digits = digits(fen)
        val sign = if (fen >= 0) "" else if (language == Language.Zh) "负" else "minus "
        val rest = digits.takeLast(2)
        return sign + digits.dropLast(2) + if (rest == "00") "" else ".$rest"
    }

    /** `11月30日`, `30 Nov`; with the year if it is another one than now. */
    fun day(day: LocalDate): String {
        val withYear = day.year != today.year
        return when (language) {
            Language.Zh -> (if (withYear) "${day.year}年" else "") + "${day.monthValue}月${day.dayOfMonth}日"
            Language.En -> "${day.dayOfMonth} ${short(day.monthValue)}" + if (withYear) " ${day.year}" else ""
        }
    }

    /** `2026年11月`, `Nov 2026`: always with the year. */
    fun month(month: YearMonth): String = when (language) {
        Language.Zh -> "${month.year}年${month.monthValue}月"
        Language.En -> "${short(month.monthValue)} ${month.year}"
    }

    /** `2026年11月、12月`, `Nov and Dec 2026`: the year stands once for the months of one year. */
    fun months(months: List<YearMonth>): String {
        val items = months.mapIndexed { at, month ->
            when {
                language == Language.Zh && months.getOrNull(at - 1)?.year == month.year -> "${month.monthValue}月"
                language == Language.En && months.getOrNull(at + 1)?.year == month.year -> short(month.monthValue)
                else -> month(month)
            }
        }
        return if (language == Language.En && items.size > 1) items.dropLast(1).joinToString(", ") + " and " + items.last()
        else items.joinToString("、")
    }

    /** `9:36` if it lies on the same day as now, else `11月23日 9:36`, `23 Nov 9:36`. */
    fun moment(at: Instant): String {
        val civil = at.atZone(zone)
        val time = "${civil.hour}:${civil.minute.toString().padStart(2, '0')}"
        return if (civil.toLocalDate() == today) time else "${day(civil.toLocalDate())} $time"
    }

    /** `20%` for 2000 basis points, `8.5%` for 850. */
    fun rate(basisPoints: Long): String {
        val digits = basisPoints.toString().padStart(3, '0')
        val rest = digits.takeLast(2).trimEnd('0')
        return digits.dropLast(2) + (if (rest.isEmpty()) "" else ".$rest") + "%"
    }

    /** `126`, without groups: counts are small, and a year is not grouped. */
    fun count(count: Long): String = count.toString()

    /** At least `000`; text, so that no amount is ever divided and the smallest Long has a name too. */
    private fun digits(fen: Long): String = fen.toString().removePrefix("-").padStart(3, '0')

    private fun short(month: Int): String = MONTHS[month - 1]
}

internal val MONTHS = listOf("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
