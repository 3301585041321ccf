package cn.shebao.app

import android.content.Context
import java.io.IOException

/** The bureau's public configuration, put into the app when it is built for a bureau. Without it nothing opens, and the screen says so. */
internal fun bureau(app: Context): String = try {
    app.assets.open("bureau.json").use { it.readBytes().decodeToString() }
} catch (_: IOException) {
    ""
}
