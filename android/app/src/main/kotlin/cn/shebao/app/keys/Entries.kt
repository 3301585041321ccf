package cn.shebao.app.keys

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.KeyProtection
import java.security.InvalidAlgorithmParameterException
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.ProviderException
import java.security.spec.ECGenParameterSpec
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** The app's entries in the phone's key store, and how each kind is made: in the StrongBox first, else in the main processor's safe part. */
internal class Entries(private val app: Context) : Names {
    val store: KeyStore by lazy { KeyStore.getInstance(PROVIDER).apply { load(null) } }

    /** A P-256 key that only signs. With [presence] each signature needs the user there, otherwise a phone that is unlocked. */
    fun signing(name: String, presence: Boolean, secureLock: Boolean): KeyPair = strongest { strongBox ->
        val spec = KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_SIGN)
            .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
            .setDigests(KeyProperties.DIGEST_SHA256)
        if (presence) spec.askEachTime() else if (secureLock) spec.onlyUnlocked()
        if (strongBox && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) spec.setIsStrongBoxBacked(true)
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, PROVIDER).apply { initialize(spec.build()) }.generateKeyPair()
    }

    /** The AES key that seals the core's root. It opens while the phone is locked too: a push arrives then. */
    fun sealing(name: String): SecretKey = strongest { strongBox ->
        val spec = KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
        if (strongBox && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) spec.setIsStrongBoxBacked(true)
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(spec.build()) }.generateKey()
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

    private fun KeyGenParameterSpec.Builder.askEachTime() {
        setUserAuthenticationRequired(true)
        // Zero seconds: for this one signature. Before Android 11 that is what no period at all means, and only a finger will do.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL)
        }
    }

    /** Not on Android 12 to 14, where such keys fail although the phone is open, if it was opened by a face or a watch. */
    private fun KeyGenParameterSpec.Builder.onlyUnlocked() {
        val sdk = Build.VERSION.SDK_INT
        if (sdk in Build.VERSION_CODES.P..Build.VERSION_CODES.R || sdk >= Build.VERSION_CODES.VANILLA_ICE_CREAM) setUnlockedDeviceRequired(true)
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
