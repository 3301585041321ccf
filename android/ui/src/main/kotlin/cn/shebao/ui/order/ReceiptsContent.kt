package cn.shebao.ui.order

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.*
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do where the receipts are. */
sealed interface ReceiptsAction {
    data object Back : ReceiptsAction
    data object More : ReceiptsAction
    data class Call(val number: String) : ReceiptsAction
    data class Receipt(val order: String) : ReceiptsAction
    data class Order(val id: String) : ReceiptsAction
    data class Choose(val filter: ReceiptFilter) : ReceiptsAction
    data class Save(val format: ExportFormat) : ReceiptsAction
}

/** The receipts of what was paid: found, added up, taken along; and whether the bureau has credited all of it. [saved] is a file's name. */
@Composable
fun ReceiptsContent(
    page: ReceiptsPage, rows: List<ReceiptRowView>, findings: FindingsView, filter: ReceiptFilter, canSave: Boolean, saved: String? = null,
    error: CitizenException? = null, onAction: (ReceiptsAction) -> Unit,
) = Page(
    title = w("screen_receipts_title"),
    verbs = PageVerbs({ onAction(ReceiptsAction.Back) }, { onAction(ReceiptsAction.Call(it)) }),
    freshness = findings.freshness,
    error = error,
) {
    Subtitle("", findings.freshness)
    Section(w("screen_receipts_check"))
    Body(say(findings.title), strong = true)
    findings.rows.forEach { finding -> FindingCard(finding, onAction) }
    if (findings.unchecked.isNotEmpty()) {
        Section(w("screen_receipts_unchecked"))
        SectionCard { findings.unchecked.forEachIndexed { at, row -> if (at > 0) Line(); Unchecked(row) } }
    }
    Section(w("screen_receipts_list"))
    Filter(page.choices, filter, onAction)
    page.empty?.let { Empty(say(it)) }
    if (rows.isNotEmpty()) SectionCard { rows.forEachIndexed { at, row -> if (at > 0) Line(); ReceiptLine(row, onAction) } }
    page.dropped?.let { Note(say(it), Modifier.padding(top = Space.small)) }
    if (page.next != null) TextVerb(w("action_older")) { onAction(ReceiptsAction.More) }
    if (page.totals.isNotEmpty()) {
        Section(w("screen_receipts_totals"))
        page.totals.forEach { total ->
            Sentence(total.says)
            total.notCounted?.let { Note(say(it)) }
        }
    }
    if (canSave && rows.isNotEmpty()) {
        Spacer(Modifier.height(Space.medium))
        SecondaryButton(w("action_export_page")) { onAction(ReceiptsAction.Save(ExportFormat.PAGE)) }
        Spacer(Modifier.height(Space.small))
        SecondaryButton(w("action_export_data")) { onAction(ReceiptsAction.Save(ExportFormat.JSON)) }
        saved?.let { Note(w("screen_receipts_saved", "name" to text(it)), Modifier.padding(top = Space.small)) }
    }
}

/** What does not agree, what to do, and what it follows from. */
@Composable
private fun FindingCard(finding: FindingView, onAction: (ReceiptsAction) -> Unit) = SectionCard(Modifier.padding(top = Space.small)) {
    CardBody {
        SideBySide(
            Modifier.fillMaxWidth(), gap = Space.small,
            start = { Chip(finding.tone, say(finding.state)) },
            end = { Note(finding.person, Modifier.heard(finding.person, unmasked(finding.person)), strong = true, color = look.colors.ink) },
        )
        Body(dots(listOf(say(finding.title), say(finding.period))), Modifier.padding(top = Space.tight))
        Sentence(finding.says, Modifier.padding(top = Space.tight))
        Sentence(finding.doSays, Modifier.padding(top = Space.tight))
        Note(say(finding.basedOn), Modifier.padding(top = Space.tight))
        finding.call?.let { number -> CallButton(number) { onAction(ReceiptsAction.Call(it)) } }
    }
    finding.order?.let { order -> CardVerb(w("action_see_order")) { onAction(ReceiptsAction.Order(order)) } }
}

@Composable
private fun Unchecked(row: UncheckedView) = CardBody {
    val who = dots(listOf(row.person, say(row.title)))
    Note(who, Modifier.heard(who, unmasked(plain(who))), strong = true, color = look.colors.ink)
    Note(say(row.says), Modifier.padding(top = Space.tight))
}

@Composable
private fun ReceiptLine(row: ReceiptRowView, onAction: (ReceiptsAction) -> Unit) =
    MoneyRow(row.tone, say(row.state), row.paidAt, say(row.title), row.person, row.amount, say(row.payer)) { onAction(ReceiptsAction.Receipt(row.order)) }

/** Only what occurs more than once can be chosen between; closed until it is asked for. */
@Composable
private fun Filter(choices: ReceiptChoices, filter: ReceiptFilter, onAction: (ReceiptsAction) -> Unit) {
    val years = choices.years.map { ReceiptChoice(it.toString(), line("screen_receipts_one_year", "year" to text(it.toString()))) }
    val groups = listOf<Triple<String, List<ReceiptChoice>, Pair<String?, (String?) -> ReceiptFilter>>>(
        Triple("screen_receipts_insured", choices.insured, filter.insured to { filter.copy(insured = it) }),
        Triple("screen_receipts_payer", choices.payers, filter.payer to { filter.copy(payer = it) }),
        Triple("screen_receipts_year", years, filter.year?.toString() to { id -> filter.copy(year = id?.toUShort()) }),
        Triple("screen_receipts_scheme", choices.schemes, filter.scheme to { filter.copy(scheme = it) }),
    ).filter { it.second.size > 1 }
    if (groups.isEmpty()) return
    var open by remember { mutableStateOf(filter != ReceiptFilter()) }
    if (!open) return TextVerb(w("action_filter")) { open = true }
    groups.forEach { (title, options, state) ->
        val (chosen, change) = state
        Note(w(title), Modifier.padding(vertical = Space.tight), strong = true, color = look.colors.ink)
        val all = w("screen_receipts_everything")
        val rows = listOf(Option(ALL, all, all)) + options.map { Option(it.id, say(it.name), unmasked(plain(say(it.name)))) }
        Options(rows, setOf(chosen ?: ALL)) { id -> onAction(ReceiptsAction.Choose(change(id.takeIf { it != ALL }))) }
        Spacer(Modifier.height(Space.small))
    }
}

/** No id of the core's is empty. */
private const val ALL = ""
