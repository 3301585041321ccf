@file:Suppress("UNUSED_PARAMETER", "unused")

package androidx.activity.compose

import androidx.activity.ComponentActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionContext

/** As much of androidx.activity's Compose part as the app uses. For the type check only: nothing is drawn. */
fun ComponentActivity.setContent(parent: CompositionContext? = null, content: @Composable () -> Unit) = Unit

@Composable
fun BackHandler(enabled: Boolean = true, onBack: () -> Unit) = Unit
