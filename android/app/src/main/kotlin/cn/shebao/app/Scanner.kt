package cn.shebao.app

import android.app.Activity

/**
 * Reads one QR code with the camera. Behind an interface, so that a bureau chooses the library; a build without one offers typing only.
 * An adapter asks for the camera itself, when it is used, and says why.
 */
fun interface Scanner {
    /** Opens over [over]; [found] is called with the code's text, on the main thread, and not at all if the person went back. */
    fun scan(over: Activity, found: (text: String) -> Unit)
}
