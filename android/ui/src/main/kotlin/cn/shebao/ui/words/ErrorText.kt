package cn.shebao.ui.words

import cn.shebao.core.CitizenException
import cn.shebao.core.PinRefusal
import cn.shebao.core.Says

/** The one place where an error becomes words. Each refusal has its line, `error_refused_…`. */
fun errorText(error: CitizenException): Says = when (error) {
    is CitizenException.Offline -> line("error_offline")
    is CitizenException.SignedOut -> line("error_signed_out")
    is CitizenException.Locked -> line("error_locked")
    is CitizenException.Cancelled -> line("error_cancelled")
    is CitizenException.Outdated -> line("error_outdated")
    is CitizenException.StorageFull -> line("error_storage_full")
    is CitizenException.Unavailable -> error.retryAfterSeconds
        ?.let { line("error_unavailable_retry", "count" to cn.shebao.core.ArgValue.Count(it)) } ?: line("error_unavailable")
    is CitizenException.Refused -> line("error_refused_" + error.refusal.name.lowercase())
    is CitizenException.Pin -> pinText(error.why)
    is CitizenException.Internal -> line("error_internal", "trace" to text(error.trace))
}

private fun pinText(why: PinRefusal): Says = when (why) {
    is PinRefusal.Needed -> line("error_pin_needed")
    is PinRefusal.Wrong -> line("error_pin_wrong", "count" to cn.shebao.core.ArgValue.Count(why.triesLeft))
    is PinRefusal.Wait -> line("error_pin_wait", "count" to cn.shebao.core.ArgValue.Count(why.seconds))
    is PinRefusal.Blocked -> line("error_pin_blocked")
}
