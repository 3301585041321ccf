package cn.shebao.app

import android.content.Context

/**
 * A service that carries pushes to the phone. An adapter holds a vendor's library, and starts it only in [begin]: no vendor learns that the
 * phone exists before the person has agreed. What it carries is sealed; only the core opens it.
 *
 * The core registers for push without a vendor's token so far; an adapter that needs to hand one over waits for that call.
 */
interface PushVendor {
    /** The person agreed: begins, and hands on every push as it came. Called again after each start of the app. */
    fun begin(app: Context, arrived: (sealed: ByteArray) -> Unit)

    /** The person left or took it back: the vendor forgets this phone. */
    fun end(app: Context)
}

/** No vendor: messages come when the app asks. What every build has until a bureau chooses one. */
object NoPush : PushVendor {
    override fun begin(app: Context, arrived: (sealed: ByteArray) -> Unit) = Unit
    override fun end(app: Context) = Unit
}
