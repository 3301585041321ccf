package cn.shebao.ui.inbox

import androidx.compose.foundation.layout.*
import androidx.compose.runtime.*
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle
import androidx.compose.material3.Text
import androidx.compose.ui.text.TextStyle
import cn.shebao.core.ArticleView
import cn.shebao.core.Block
import cn.shebao.core.Change
import cn.shebao.core.Span
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.parts.*
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.state.read
import cn.shebao.ui.words.*

@Composable
fun ArticleScreen(core: Opened, id: String, go: Go) {
    val news = remember(core) { core.citizen.news() }
    val loaded by read(core.changes, Change.NEWS, id) { news.article(id) }
    val verbs = PageVerbs(go::back, go::call)
    LoadedPage(loaded, w("screen_news_title"), verbs, go::back) { view ->
        ArticleContent(view, verbs)
    }
}

/** One article: blocks of text, never HTML. */
@Composable
fun ArticleContent(view: ArticleView, verbs: PageVerbs) = Page(view.row.title, verbs, view.freshness) {
    Note(dots(listOf(say(view.row.name), wording.formats.moment(view.row.at))))
    Spacer(Modifier.height(Space.small))
    view.blocks.forEach { block ->
        when (block) {
            is Block.Heading -> Spans(block.spans, look.type.section, Modifier.padding(top = Space.medium))
            is Block.Paragraph -> Spans(block.spans, look.type.body, Modifier.padding(top = Space.small))
            is Block.Item -> Row(Modifier.padding(top = Space.small)) {
                Body(block.number?.toString() ?: "·", strong = true, color = look.colors.ink2)
                Spacer(Modifier.width(Space.control))
                Spans(block.spans, look.type.body, Modifier.weight(1f))
            }
        }
    }
}

@Composable
private fun Spans(spans: List<Span>, style: TextStyle, modifier: Modifier) = Text(
    buildAnnotatedString {
        spans.forEach { span -> withStyle(SpanStyle(fontWeight = if (span.strong) FontWeight.Bold else style.fontWeight)) { append(tidy(span.text)) } }
    },
    modifier, color = look.colors.ink, style = style,
)
