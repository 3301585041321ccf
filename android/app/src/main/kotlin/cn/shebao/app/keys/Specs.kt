package cn.shebao.app.keys

import android.os.Build
import android.os.Build.VERSION_CODES
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.spec.ECGenParameterSpec

/** A P-256 key that only signs. With [presence] each signature needs the user there, otherwise a phone that is unlocked. */
internal fun signingSpec(name: String, presence: Boolean, secureLock: Boolean, strongBox: Boolean): KeyGenParameterSpec {
    val spec = KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_SIGN)
        .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
        .setDigests(KeyProperties.DIGEST_SHA256)
    if (presence) spec.askEachTime() else if (secureLock) spec.onlyUnlocked()
    if (strongBox && Build.VERSION.SDK_INT >= VERSION_CODES.P) spec.setIsStrongBoxBacked(true)
    return spec.build()
}

/** The AES key that seals the core's root. It opens while the phone is locked too: a push would arrive then. */
internal fun sealingSpec(name: String, strongBox: Boolean): KeyGenParameterSpec {
    val spec = KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
        .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
        .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        .setKeySize(256)
    if (strongBox && Build.VERSION.SDK_INT >= VERSION_CODES.P) spec.setIsStrongBoxBacked(true)
    return spec.build()
}

private fun KeyGenParameterSpec.Builder.askEachTime() {
    setUserAuthenticationRequired(true)
    // Zero seconds: for this one signature. Before Android 11 that is what no period at all means, and only a finger will do.
    if (Build.VERSION.SDK_INT >= VERSION_CODES.R) {
        setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL)
    }
}

/** Not on Android 12 to 14, where such keys fail although the phone is open, if it was opened by a face or a watch. */
private fun KeyGenParameterSpec.Builder.onlyUnlocked() {
    val sdk = Build.VERSION.SDK_INT
    if (sdk in VERSION_CODES.P..VERSION_CODES.R || sdk >= VERSION_CODES.VANILLA_ICE_CREAM) setUnlockedDeviceRequired(true)
}
