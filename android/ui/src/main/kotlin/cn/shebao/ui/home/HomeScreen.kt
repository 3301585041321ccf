package cn.shebao.ui.home

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import cn.shebao.core.Change
import cn.shebao.ui.parts.Failure
import cn.shebao.ui.parts.Skeleton
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Route
import cn.shebao.ui.state.Loaded
import cn.shebao.ui.state.doing
import cn.shebao.ui.state.read

@Composable
fun HomeScreen(core: Opened, go: Go) {
    val loaded by read(core.changes, Change.HOME, core) { core.citizen.home() }
    val doing = doing()
    // Home asks about everything; what fails says so on its own page, and the others go on.
    LaunchedEffect(core) { doing.start({ core.citizen.refresh() }) }
    val act: (HomeAction) -> Unit = { action ->
        when (action) {
            is HomeAction.Go -> go.target(action.target)
            HomeAction.Pay -> go.to(Route.Bills)
            HomeAction.Insurance -> go.to(Route.Insurances)
            HomeAction.Card -> go.to(Route.Card)
            HomeAction.Inbox -> go.to(Route.Inbox)
            HomeAction.ToggleElder -> go.settings.toggleElder()
            HomeAction.Settings -> go.to(Route.Settings)
        }
    }
    when (val now = loaded) {
        is Loaded.Content -> HomeContent(now.view, onAction = act)
        is Loaded.Loading -> HomeFrame("", false, act) { HomeColumn { Skeleton(onCancel = {}) } }
        is Loaded.Failed -> HomeFrame("", false, act) { HomeColumn { Failure(now.error) { doing.start({ core.citizen.refresh() }) } } }
    }
}
