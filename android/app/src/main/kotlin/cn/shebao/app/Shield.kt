package cn.shebao.app

import android.app.Activity
import android.os.Build
import android.view.WindowManager.LayoutParams.FLAG_SECURE

/**
 * Before anything is drawn: no screenshots, no picture among the recent apps, nothing on a screen that is cast; and a touch that went through
 * another app's window counts for nothing.
 */
internal fun Activity.shield() {
    window.addFlags(FLAG_SECURE)
    window.decorView.filterTouchesWhenObscured = true
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) window.setHideOverlayWindows(true)
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) setRecentsScreenshotEnabled(false)
}
