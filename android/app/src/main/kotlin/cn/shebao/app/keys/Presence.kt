package cn.shebao.app.keys

import android.app.Activity
import android.app.KeyguardManager
import android.content.Context
import android.hardware.biometrics.BiometricManager.Authenticators
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal
import android.os.Looper
import androidx.annotation.RequiresApi
import cn.shebao.core.KeyStoreException
import cn.shebao.core.Prompt
import java.security.Signature
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

/** What the system's dialog says. */
interface PromptWords {
    fun title(prompt: Prompt): String
    fun cancel(): String
}

/** Has the user agree to one signature in the system's own dialog. [front] is the screen it opens over. */
class Presence(private val app: Context, private val words: PromptWords, private val front: () -> Activity?) {
    /** True if the phone has a lock of its own: a PIN, a pattern, a password. */
    fun hasLock(): Boolean = app.getSystemService(KeyguardManager::class.java)?.isDeviceSecure == true

    /**
     * True if a key can ask each time: a lock is enough from Android 11 on; Android 9 and 10 bind a key to a finger only. Where it is false
     * the core has the PIN stand in.
     */
    fun canAsk(): Boolean = hasLock() && when {
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.R -> true
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.P -> hasFinger()
        else -> false
    }

    // The newer way to ask counts faces too, which no key can be bound to on these versions.
    @Suppress("DEPRECATION")
    private fun hasFinger(): Boolean =
        app.getSystemService(android.hardware.fingerprint.FingerprintManager::class.java)?.let { it.isHardwareDetected && it.hasEnrolledFingerprints() } == true

    /** [signature], good for one use now. Waits for the user; never called where screens are drawn. */
    fun agree(signature: Signature, prompt: Prompt): Signature {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P || Looper.getMainLooper().isCurrentThread) throw KeyStoreException.Unavailable()
        // Nobody is looking: nobody agrees.
        val over = front() ?: throw KeyStoreException.Cancelled()
        val answer = CompletableFuture<Signature>()
        val stop = CancellationSignal()
        over.mainExecutor.execute {
            try {
                dialog(over, prompt, answer).authenticate(BiometricPrompt.CryptoObject(signature), stop, over.mainExecutor, heard(signature, answer))
            } catch (thrown: RuntimeException) {
                answer.completeExceptionally(KeyStoreException.Unavailable())
            }
        }
        return try {
            answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES)
        } catch (_: TimeoutException) {
            stop.cancel()
            throw KeyStoreException.Cancelled()
        } catch (failed: ExecutionException) {
            throw failed.cause as? KeyStoreException ?: KeyStoreException.Unavailable()
        }
    }

    @RequiresApi(Build.VERSION_CODES.P)
    private fun dialog(over: Activity, prompt: Prompt, answer: CompletableFuture<Signature>): BiometricPrompt {
        val dialog = BiometricPrompt.Builder(over).setTitle(words.title(prompt))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            dialog.setAllowedAuthenticators(Authenticators.BIOMETRIC_STRONG or Authenticators.DEVICE_CREDENTIAL)
        } else {
            dialog.setNegativeButton(words.cancel(), over.mainExecutor) { _, _ -> answer.completeExceptionally(KeyStoreException.Cancelled()) }
        }
        return dialog.build()
    }

    @RequiresApi(Build.VERSION_CODES.P)
    private fun heard(signature: Signature, answer: CompletableFuture<Signature>) = object : BiometricPrompt.AuthenticationCallback() {
        override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
            answer.complete(result.cryptoObject?.signature ?: signature)
        }

        // A finger that did not match is no end: the dialog says so by itself and stays.
        override fun onAuthenticationError(code: Int, text: CharSequence?) {
            answer.completeExceptionally(ended(code))
        }
    }

    internal companion object {
        /** Longer than anyone looks for a finger; the system's own limit is shorter. */
        private const val PATIENCE_MINUTES = 5L

        /** Why the dialog ended without a yes. */
        @RequiresApi(Build.VERSION_CODES.P)
        fun ended(code: Int): KeyStoreException = when (code) {
            BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED,
            BiometricPrompt.BIOMETRIC_ERROR_CANCELED,
            BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT -> KeyStoreException.Cancelled()
            // The lock was removed while the app was open: the key went with it.
            BiometricPrompt.BIOMETRIC_ERROR_NO_DEVICE_CREDENTIAL -> KeyStoreException.KeyLost()
            else -> KeyStoreException.Unavailable()
        }
    }
}
