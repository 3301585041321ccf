package cn.shebao.app

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri

/** Opens the dialler with [number]; calling stays the person's own act. A tablet without one does nothing: the number is shown anyway. */
internal fun dial(app: Context, number: String) {
    val digits = number.filter { it.isDigit() || it == '+' }
    try {
        app.startActivity(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", digits, null)).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    } catch (_: ActivityNotFoundException) {
        return
    }
}
