package cn.shebao.app.keys

import android.hardware.biometrics.BiometricPrompt
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import cn.shebao.core.KeyStoreException
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException

/** The three reasons the core knows, for everything the framework throws. Its own classes, from the real framework. */
class FailuresTest {
    @Test
    fun a_key_that_will_never_sign_again_is_lost() {
        for (thrown in listOf(KeyPermanentlyInvalidatedException(), UnrecoverableKeyException(), AEADBadTagException())) {
            assertEquals(thrown.toString(), KeyStoreException.KeyLost::class, reason(thrown)::class)
        }
    }

    @Test
    fun a_phone_that_is_locked_just_now_has_lost_nothing() {
        for (thrown in listOf(UserNotAuthenticatedException(), InvalidKeyException(), ProviderException(), IllegalStateException())) {
            assertEquals(thrown.toString(), KeyStoreException.Unavailable::class, reason(thrown)::class)
        }
    }

    @Test
    fun only_the_cores_own_reasons_come_out() {
        assertThrows(KeyStoreException.KeyLost::class.java) { guarded { throw KeyPermanentlyInvalidatedException("names an account") } }
        assertThrows(KeyStoreException.Cancelled::class.java) { guarded { throw KeyStoreException.Cancelled() } }
        assertThrows(KeyStoreException.Unavailable::class.java) { guarded { throw ProviderException() } }
    }

    @Test
    fun whoever_goes_away_from_the_dialog_has_cancelled() {
        val ends = mapOf(
            BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED to KeyStoreException.Cancelled::class,
            BiometricPrompt.BIOMETRIC_ERROR_CANCELED to KeyStoreException.Cancelled::class,
            BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT to KeyStoreException.Cancelled::class,
            BiometricPrompt.BIOMETRIC_ERROR_NO_DEVICE_CREDENTIAL to KeyStoreException.KeyLost::class,
            BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT to KeyStoreException.Unavailable::class,
            BiometricPrompt.BIOMETRIC_ERROR_HW_UNAVAILABLE to KeyStoreException.Unavailable::class,
        )
        for ((code, end) in ends) assertEquals("$code", end, Presence.ended(code)::class)
    }
}
