package cn.shebao.app.keys

import android.security.keystore.KeyPermanentlyInvalidatedException
import cn.shebao.core.KeyStoreException
import java.security.GeneralSecurityException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException

/** Does [work]; what the system throws becomes one of the core's three reasons. */
internal fun <T> guarded(work: () -> T): T = try {
    work()
} catch (known: KeyStoreException) {
    throw known
} catch (thrown: GeneralSecurityException) {
    throw reason(thrown)
} catch (thrown: ProviderException) {
    throw reason(thrown)
} catch (thrown: IllegalStateException) {
    throw reason(thrown)
}

/**
 * Why it did not work. A key that can never sign again is lost, and the way on is to sign in again; everything else may work later, a
 * phone that is locked just now for one. The system's own text goes nowhere: it may name accounts.
 */
internal fun reason(thrown: Exception): KeyStoreException = when (thrown) {
    // The screen lock was removed, or (Android 9 and 10) a finger was added.
    is KeyPermanentlyInvalidatedException, is UnrecoverableKeyException -> KeyStoreException.KeyLost()
    // Sealed by a key that was replaced since, or not by us at all.
    is AEADBadTagException -> KeyStoreException.KeyLost()
    else -> KeyStoreException.Unavailable()
}
