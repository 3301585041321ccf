package cn.shebao.ui.home

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import cn.shebao.core.CitizenException
import cn.shebao.core.HomeView
import cn.shebao.core.Target
import cn.shebao.ui.look.Icons
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.words.*

/** What one can do on home. */
sealed interface HomeAction {
    data class Go(val target: Target) : HomeAction
    data object Pay : HomeAction
    data object Insurance : HomeAction
    data object Card : HomeAction
    data object Inbox : HomeAction
    data object ToggleElder : HomeAction
    data object Settings : HomeAction
}

/** Home answers one question: does anything need me? */
@Composable
fun HomeContent(view: HomeView, error: CitizenException? = null, onAction: (HomeAction) -> Unit) = HomeFrame(view.bureau, view.fictional, onAction) {
    OfflineBand(view.freshness)
    ErrorBand(error)
    HomeColumn {
        Title(say(view.title))
        Subtitle(view.person.orEmpty(), view.freshness)
        Attentions(view.attention, onAction)
        // Usable without signing in; no filled button on home.
        if (view.offersSignIn) SecondaryButton(w("action_sign_in")) { onAction(HomeAction.Go(Target.SignIn)) }
        view.card?.takeIf { !look.elder }?.let { card ->
            Spacer(Modifier.height(Space.medium))
            CardOneLine(card) { onAction(HomeAction.Card) }
        }
        Spacer(Modifier.height(if (look.elder) Space.medium else Space.small))
        FourActions(view.unread.toInt(), onAction)
        if (!look.elder) Newest(view, onAction)
    }
}

/** The row that never scrolls: where one is, elder mode, settings. */
@Composable
fun HomeFrame(bureau: String, fictional: Boolean, onAction: (HomeAction) -> Unit, content: @Composable ColumnScope.() -> Unit) =
    Column(Modifier.fillMaxSize().background(look.colors.ground).padding(top = look.insets.calculateTopPadding())) {
        val edges = Modifier.fillMaxWidth().padding(start = Space.medium, end = if (look.elder) Space.small else Space.tight)
        // A long name of a bureau breaks; only large type puts the verbs under it.
        if (LocalDensity.current.fontScale > 1.3f) SideBySide(edges, gap = Space.small, start = { Place(bureau, fictional) }, end = { HomeVerbs(onAction) })
        else Row(edges, verticalAlignment = Alignment.CenterVertically) {
            Box(Modifier.weight(1f)) { Place(bureau, fictional) }
            HomeVerbs(onAction)
        }
        content()
    }

/** A sandbox never looks like a live service. */
@Composable
private fun Place(bureau: String, fictional: Boolean) = Column(Modifier.padding(vertical = Space.tight)) {
    Note(if (bureau.isEmpty()) w("common_app_name") else w("screen_home_place", "bureau" to text(bureau)))
    if (fictional) Note(w("common_fictional"))
}

@Composable
private fun HomeVerbs(onAction: (HomeAction) -> Unit) = Row(verticalAlignment = Alignment.CenterVertically) {
    TextVerb(w(if (look.elder) "screen_home_standard" else "screen_home_elder"), Icons.letters) { onAction(HomeAction.ToggleElder) }
    if (!look.elder) IconVerb(Icons.settings, w("a11y_settings"), tint = look.colors.accent) { onAction(HomeAction.Settings) }
}

@Composable
fun HomeColumn(content: @Composable ColumnScope.() -> Unit) = Column(
    Modifier.fillMaxSize().verticalScroll(rememberScrollState())
        .padding(start = Space.medium, end = Space.medium, top = Space.small, bottom = Space.large + look.insets.calculateBottomPadding()),
    content = content,
)
