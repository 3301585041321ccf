package cn.shebao.app

import android.app.UiModeManager
import android.content.Context
import android.os.Build
import android.provider.Settings
import cn.shebao.ui.look.Choices

/** What the system asks for, joined to what the person chose in the app. */
internal fun Choices.asSystemSays(context: Context, dark: Boolean): Choices = copy(
    dark = dark,
    high = Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE && (context.getSystemService(UiModeManager::class.java)?.contrast ?: 0f) >= HIGH,
    // "Remove animations" sets every scale to nothing.
    reducedMotion = Settings.Global.getFloat(context.contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f,
)

/** Of the system's three steps 0, 0.5 and 1, the last. */
private const val HIGH = 0.75f
