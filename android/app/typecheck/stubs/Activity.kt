@file:Suppress("UNUSED_PARAMETER", "unused")

package androidx.activity

import android.content.Intent
import android.os.Bundle

/** As much of androidx.activity as the app uses, declared as it is there. For the type check only. */
open class ComponentActivity : android.app.Activity() {
    override fun onCreate(savedInstanceState: Bundle?) = super.onCreate(savedInstanceState)
    override fun onNewIntent(intent: Intent) = super.onNewIntent(intent)
}

fun ComponentActivity.enableEdgeToEdge() = Unit
