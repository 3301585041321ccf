package cn.shebao.ui.parts

import androidx.compose.runtime.Composable
import cn.shebao.ui.state.Loaded

/** A page that is read: its shape until it is there, why not if it cannot be read, then [content]. */
@Composable
fun <T> LoadedPage(loaded: Loaded<T>, title: String, verbs: PageVerbs, onRetry: () -> Unit, content: @Composable (T) -> Unit) = when (loaded) {
    is Loaded.Loading -> Page(title, verbs) { Skeleton(verbs.back) }
    is Loaded.Failed -> Page(title, verbs) { Failure(loaded.error, onRetry) }
    is Loaded.Content -> content(loaded.view)
}
