package cn.shebao.ui.insurance

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import cn.shebao.core.*
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read
import cn.shebao.ui.words.*

@Composable
fun InsurancesScreen(core: Opened, go: Go) {
    val insurance = remember(core) { core.citizen.insurance() }
    val loaded by read(core.changes, Change.INSURANCE, insurance) { insurance.view() }
    val doing = doing()
    LaunchedEffect(insurance) { doing.start({ insurance.refresh() }) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_insurance_title"), verbs, { doing.start({ insurance.refresh() }) }) { view ->
        InsurancesContent(view, verbs, go.shown(doing.error, view.freshness)) { go.to(Route.Insurance(it)) }
    }
}

/** The five, a line each. */
@Composable
fun InsurancesContent(view: InsuranceView, verbs: PageVerbs, error: CitizenException? = null, onOpen: (InsuranceKind) -> Unit) =
    Page(w("screen_insurance_title"), verbs, view.freshness, error) {
        Subtitle(view.person, view.freshness)
        Spacer(Modifier.height(Space.medium))
        SectionCard { view.lines.forEachIndexed { at, line -> if (at > 0) Line(); InsuranceLine(line) { onOpen(line.kind) } } }
    }

@Composable
private fun InsuranceLine(line: InsuranceLineView, onClick: () -> Unit) = Row(
    Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = look.size.target).padding(horizontal = Space.medium, vertical = Space.control),
    verticalAlignment = Alignment.CenterVertically,
) {
    Column(Modifier.weight(1f)) {
        SideBySide(Modifier.fillMaxWidth(), gap = Space.small, start = { Body(say(line.name), strong = true) }, end = { Chip(line.tone, say(line.status)) })
        Sentence(line.detail, Modifier.padding(top = Space.tight), look.type.note, look.colors.ink2)
    }
    Spacer(Modifier.width(Space.tight))
    Chevron(look.colors.ink2)
}
