package cn.shebao.app.keys

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyProperties
import android.security.keystore.KeyProtection
import java.security.InvalidAlgorithmParameterException
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** The app's entries in the phone's key store, and how each kind is made: in the StrongBox first, else in the main processor's safe part. */
internal class Entries(private val app: Context) : Names {
    val store: KeyStore by lazy { KeyStore.getInstance(PROVIDER).apply { load(null) } }

    /** Makes a signing key, replacing one of the same name. */
    fun signing(name: String, presence: Boolean, secureLock: Boolean): KeyPair = strongest { strongBox ->
        val spec = signingSpec(name, presence, secureLock, strongBox)
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, PROVIDER).apply { initialize(spec) }.generateKeyPair()
    }

    /** Makes the key that seals the core's root. */
    fun sealing(name: String): SecretKey = strongest { strongBox ->
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(sealingSpec(name, strongBox)) }.generateKey()
    }

    override fun all(): List<String> = store.aliases().toList()

    /** An entry that is only there for its name. */
    override fun add(name: String) {
        val nothing = KeyStore.SecretKeyEntry(SecretKeySpec(ByteArray(32), KeyProperties.KEY_ALGORITHM_HMAC_SHA256))
        store.setEntry(name, nothing, KeyProtection.Builder(KeyProperties.PURPOSE_SIGN).build())
    }

    override fun remove(name: String) {
        if (store.containsAlias(name)) store.deleteEntry(name)
    }

    private fun <T> strongest(make: (strongBox: Boolean) -> T): T {
        val has = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P && app.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
        if (has) {
            try {
                return make(true)
            } catch (_: ProviderException) {
                // StrongBoxUnavailableException for one: full, or it cannot do this after all.
            } catch (_: InvalidAlgorithmParameterException) {
                // Some say so before they try.
            }
        }
        return make(false)
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
    }
}
