package cn.shebao.ui.shell

import androidx.compose.runtime.Stable
import androidx.compose.runtime.mutableStateListOf
import cn.shebao.core.CitizenException
import cn.shebao.core.Export
import cn.shebao.core.Freshness
import cn.shebao.core.Link
import cn.shebao.core.Source
import cn.shebao.core.Target

/** Where one is, and the way back. Our own: the platform's navigation library is not needed for a stack. */
@Stable
class Go(
    val settings: Settings,
    /** Opens the camera to scan a code; null where there is nothing to scan with. */
    val scan: (() -> Unit)? = null,
    /** Keeps a file where the person finds it, or throws why not; null where there is no such place. */
    val save: (suspend (Export) -> Unit)? = null,
    private val dial: (String) -> Unit,
) {
    private val stack = mutableStateListOf<Route>(Route.Home)

    /** The screen that is shown. */
    val here: Route get() = stack.last()

    /** True while there is a way back. */
    val canGoBack: Boolean get() = stack.size > 1

    fun to(route: Route) { if (here != route) stack += route }

    /** [route] in the place of what is shown, so that back does not lead to it. */
    fun instead(route: Route) { stack[stack.lastIndex] = route }

    fun back() { if (canGoBack) stack.removeAt(stack.lastIndex) }

    fun home() { while (canGoBack) back() }

    /** Whoever signs out or is signed out keeps nothing personal on the stack. */
    fun nobody() { stack.removeAll { !it.public } }

    /** Where a scanned or opened text leads. */
    fun link(link: Link) = to(
        when (link) {
            is Link.Enrol -> Route.SignIn(link.code)
            is Link.Message -> Route.Message(link.id)
            is Link.Article -> Route.Article(link.id)
            is Link.Receipt, is Link.Unknown -> Route.Found(link)
        },
    )

    /** Opens the dialler; calling stays the person's own act. */
    fun call(number: String) = dial(number)

    /** Where one of the core's targets leads. */
    fun target(target: Target) = to(
        when (target) {
            is Target.SignIn -> Route.SignIn()
            is Target.Order -> Route.Order(target.id)
            is Target.Bill -> Route.Payment(target.id)
            is Target.Mandates -> Route.Mandates
            is Target.Card -> Route.Card
            is Target.Insurance -> Route.Insurance(target.kind)
            is Target.Message -> Route.Message(target.id)
            is Target.Article -> Route.Article(target.id)
        },
    )

    /** Not to say twice what the band over kept data says already. */
    fun shown(error: CitizenException?, freshness: Freshness): CitizenException? =
        error.takeUnless { it is CitizenException.Offline && freshness.source == Source.STORED_OFFLINE }
}
