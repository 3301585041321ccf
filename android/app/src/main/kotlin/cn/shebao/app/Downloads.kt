package cn.shebao.app

import android.content.ContentValues
import android.content.Context
import android.os.Build
import android.provider.MediaStore
import cn.shebao.core.Export
import java.io.IOException

/** Keeps files among the phone's downloads, where the person finds, prints and shares them. Null before Android 10: there it would need the whole storage. */
internal fun downloads(app: Context): ((Export) -> Boolean)? {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) return null
    return { export -> keep(app, export) }
}

private fun keep(app: Context, export: Export): Boolean {
    val about = ContentValues().apply {
        put(MediaStore.Downloads.DISPLAY_NAME, export.name)
        put(MediaStore.Downloads.MIME_TYPE, export.mediaType.substringBefore(';'))
    }
    return try {
        val place = app.contentResolver.insert(MediaStore.Downloads.EXTERNAL_CONTENT_URI, about)
        place != null && app.contentResolver.openOutputStream(place)?.use { it.write(export.bytes) } != null
    } catch (_: IOException) {
        false
    } catch (_: IllegalStateException) {
        // The system's storage is not there now.
        false
    }
}
