package cn.shebao.app

import android.content.ContentValues
import android.content.Context
import android.os.Build
import android.provider.MediaStore
import cn.shebao.core.CitizenException
import cn.shebao.core.Export
import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/**
 * Keeps files among the phone's downloads, where the person finds, prints and shares them, or throws `StorageFull`. Null before Android 10: there it
 * would need the whole storage.
 */
internal fun downloads(app: Context): (suspend (Export) -> Unit)? {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.Q) return null
    return { export -> withContext(Dispatchers.IO) { if (!keep(app, export)) throw CitizenException.StorageFull() } }
}

private fun keep(app: Context, export: Export): Boolean {
    val about = ContentValues().apply {
        put(MediaStore.Downloads.DISPLAY_NAME, export.name)
        put(MediaStore.Downloads.MIME_TYPE, export.mediaType.substringBefore(';'))
    }
    val files = app.contentResolver
    val place = try {
        files.insert(MediaStore.Downloads.EXTERNAL_CONTENT_URI, about)
    } catch (_: IllegalStateException) {
        // The system's storage is not there now.
        null
    } ?: return false
    val written = try {
        files.openOutputStream(place)?.use { it.write(export.bytes) } != null
    } catch (_: IOException) {
        false
    }
    // Half a file would look like a proof.
    if (!written) files.delete(place, null, null)
    return written
}
