package cn.shebao.app

import android.app.Application

/** The process. */
class ShebaoApp : Application() {
    /** What outlives each screen. A bureau's build passes its scanner here. */
    val shell: Shell by lazy { Shell(this) }
}
