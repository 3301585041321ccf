package cn.shebao.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.*
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import cn.shebao.core.CitizenException
import cn.shebao.ui.look.Space
import cn.shebao.ui.look.look
import cn.shebao.ui.words.errorText
import cn.shebao.ui.words.w
import kotlinx.coroutines.delay

/** The shape of what is coming. It does not move; after ten seconds it says that it is still loading, and one may leave. */
@Composable
fun Skeleton(onCancel: () -> Unit, long: Boolean = false) {
    var waited by remember { mutableStateOf(long) }
    LaunchedEffect(Unit) { delay(STILL_LOADING_MILLIS); waited = true }
    val words = w("a11y_loading")
    Column(verticalArrangement = Arrangement.spacedBy(Space.medium)) {
        Column(
            Modifier.padding(top = Space.medium).clearAndSetSemantics { contentDescription = words; liveRegion = LiveRegionMode.Polite },
            verticalArrangement = Arrangement.spacedBy(Space.medium),
        ) {
            repeat(2) {
                SectionCard { CardBody { Bar(96.dp); Spacer(Modifier.height(Space.control)); Bar(220.dp); Spacer(Modifier.height(Space.small)); Bar(160.dp) } }
            }
        }
        if (waited) {
            Body(w("common_loading_long"))
            SecondaryButton(w("action_cancel"), onClick = onCancel)
        }
    }
}

private const val STILL_LOADING_MILLIS = 10_000L

@Composable
private fun Bar(width: Dp) = Box(Modifier.size(width, 16.dp).clip(RoundedCornerShape(4.dp)).background(look.colors.line))

/** A part that could not be read: why, and the one thing to do. */
@Composable
fun Failure(error: CitizenException, onRetry: () -> Unit) = Column(Modifier.padding(top = Space.medium)) {
    SectionCard { CardBody { Sentence(errorText(error)) } }
    Spacer(Modifier.height(Space.medium))
    SecondaryButton(w("action_retry"), onClick = onRetry)
}

/** Nothing to show, said in words. */
@Composable
fun Empty(text: String) = Note(text, Modifier.padding(vertical = Space.medium))
