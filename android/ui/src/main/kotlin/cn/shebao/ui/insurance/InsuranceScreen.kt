package cn.shebao.ui.insurance

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import cn.shebao.core.*
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.read
import cn.shebao.ui.words.*

@Composable
fun InsuranceScreen(core: Opened, kind: InsuranceKind, go: Go) {
    val insurance = remember(core) { core.citizen.insurance() }
    val loaded by read(core.changes, Change.INSURANCE, kind) { insurance.detail(kind) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_insurance_title"), verbs, go::back) { view ->
        val year = view.years.firstOrNull()
        val records by read(core.changes, Change.INSURANCE, kind, year) { year?.let { insurance.contributions(kind, it).rows }.orEmpty() }
        InsuranceContent(view, records, verbs)
    }
}

/** One insurance: status, months, account, the newest year's records. A failing part never hides another. */
@Composable
fun InsuranceContent(view: InsuranceDetailView, records: Loaded<List<ContributionView>>, verbs: PageVerbs) = Page(say(view.line.name), verbs, view.freshness) {
    Subtitle(dots(listOfNotNull(view.person, view.line.scheme?.let { say(it) })), view.freshness)
    Spacer(Modifier.height(Space.medium))
    SectionCard {
        CardBody {
            Chip(view.line.tone, say(view.line.status))
            Sentence(view.line.detail, Modifier.padding(top = Space.small))
        }
        if (view.months.isNotEmpty()) { Line(); Facts(view.months) }
        view.account?.let { account ->
            Line()
            CardBody {
                Body(w("screen_insurance_account"), color = look.colors.ink2)
                AmountText(account.balance)
                Note(w("screen_insurance_account_day", "day" to ArgValue.Day(account.day)))
                account.interest?.let { FactRow(w("screen_insurance_interest"), amountShown(it), aloud = amountAloud(it), close = true) }
            }
        }
    }
    view.rule?.let { Sentence(it, Modifier.padding(top = Space.small), look.type.note, look.colors.ink2) }
    when (records) {
        is Loaded.Loading -> Unit
        is Loaded.Failed -> { Section(w("screen_insurance_records")); Sentence(errorText(records.error)) }
        is Loaded.Content -> if (records.view.isNotEmpty()) {
            Section(w("screen_insurance_records"))
            SectionCard { records.view.forEachIndexed { at, row -> if (at > 0) Line(); Contribution(row) } }
        }
    }
}

/** In a table the plain state is mark and word; only what differs wears a chip. */
@Composable
private fun Contribution(row: ContributionView) = Column(Modifier.fillMaxWidth().padding(horizontal = Space.medium, vertical = Space.control)) {
    val month = wording.formats.month(row.month)
    SideBySide(
        Modifier.fillMaxWidth(), gap = Space.small,
        start = { Body(month, strong = true) },
        end = { if (row.tone == Tone.DONE) Note(say(row.state)) else Chip(row.tone, say(row.state)) },
    )
    Note(amountShown(row.total), Modifier.heard(amountShown(row.total), amountAloud(row.total)))
}
