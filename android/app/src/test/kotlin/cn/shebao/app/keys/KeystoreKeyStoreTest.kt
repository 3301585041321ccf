package cn.shebao.app.keys

import android.app.Application
import android.app.KeyguardManager
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyProperties
import cn.shebao.core.KeyStoreException
import cn.shebao.core.Prompt
import org.junit.After
import org.junit.Assert.*
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowFingerprintManager
import org.robolectric.util.ReflectionHelpers
import java.math.BigInteger
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec

/** What the core asks of a key store, asked of the phone's: our code and the framework's own classes, over keys in memory. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], manifest = Config.NONE, application = Application::class)
class KeystoreKeyStoreTest {
    private val app = RuntimeEnvironment.getApplication()
    private val words = object : PromptWords {
        override fun title(prompt: Prompt) = "title"
        override fun cancel() = "cancel"
    }
    private val keys = KeystoreKeyStore(app, Presence(app, words) { null })

    @Before
    fun fresh() = Phone.fresh()

    @After
    fun backToThisAndroid() = android(35)

    @Test
    fun a_signature_verifies_under_the_public_key_and_over_no_other_message() {
        val point = keys.create("auth", false)
        assertArrayEquals(point, keys.publicKey("auth"))
        val signature = keys.sign("auth", "message".toByteArray(), null)
        assertTrue(verifies(point, "message", signature))
        assertFalse(verifies(point, "massage", signature))
        assertFalse("a new key of the same name is another", point.contentEquals(keys.create("auth", false)))
    }

    @Test
    fun what_was_wrapped_opens_again_and_not_if_it_was_touched() {
        val sealed = keys.wrap(byteArrayOf(1, 2, 3))
        assertEquals(12 + 3 + 16, sealed.size)
        assertFalse("no nonce twice", sealed.contentEquals(keys.wrap(byteArrayOf(1, 2, 3))))
        assertArrayEquals(byteArrayOf(1, 2, 3), KeystoreKeyStore(app, Presence(app, words) { null }).unwrap(sealed))
        for (at in sealed.indices) {
            val touched = sealed.clone().also { it[at] = (it[at] + 1).toByte() }
            assertThrows("octet $at", KeyStoreException.KeyLost::class.java) { keys.unwrap(touched) }
        }
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.unwrap(ByteArray(12)) }
        assertThrows(KeyStoreException.Unavailable::class.java) { keys.wrap(ByteArray(257)) }
    }

    @Test
    fun a_deleted_key_is_lost_which_leads_to_signing_in_again() {
        keys.create("consent", true)
        val sealed = keys.wrap(byteArrayOf(1))
        keys.delete("consent")
        keys.delete("root")
        keys.delete("never there")
        assertNull(keys.publicKey("consent"))
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.sign("consent", byteArrayOf(), null) }
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.unwrap(sealed) }
    }

    @Test
    fun the_anchor_lies_outside_the_apps_files() {
        assertNull(keys.readAnchor())
        keys.writeAnchor(byteArrayOf(1))
        keys.writeAnchor(byteArrayOf(2, -2))
        assertArrayEquals(byteArrayOf(2, -2), keys.readAnchor())
        assertEquals(listOf("anchor.2.02fe"), Phone.keys.keys.toList())
    }

    @Test
    fun a_consent_key_asks_each_time_and_the_others_never() {
        keys.create("consent", true)
        keys.create("auth", false)
        keys.wrap(byteArrayOf(1))
        val consent = Phone.specs.getValue("sign.consent")
        assertTrue(consent.isUserAuthenticationRequired)
        assertEquals("seconds it stays open", 0, consent.userAuthenticationValidityDurationSeconds)
        assertEquals(KeyProperties.AUTH_BIOMETRIC_STRONG or KeyProperties.AUTH_DEVICE_CREDENTIAL, consent.userAuthenticationType)
        for (name in listOf("sign.auth", "root")) assertFalse(name, Phone.specs.getValue(name).isUserAuthenticationRequired)
        for (name in listOf("sign.auth", "sign.consent")) {
            val spec = Phone.specs.getValue(name)
            assertEquals(name, KeyProperties.PURPOSE_SIGN, spec.purposes)
            assertEquals(name, "secp256r1", (spec.algorithmParameterSpec as ECGenParameterSpec).name)
            assertArrayEquals(name, arrayOf(KeyProperties.DIGEST_SHA256), spec.digests)
        }
        assertTrue("no nonce of the caller's", Phone.specs.getValue("root").isRandomizedEncryptionRequired)
    }

    @Test
    fun on_android_9_and_10_no_period_means_each_time() {
        for (sdk in listOf(28, 29)) {
            android(sdk)
            keys.create("consent", true)
            val spec = Phone.specs.getValue("sign.consent")
            assertTrue("$sdk", spec.isUserAuthenticationRequired)
            assertTrue("$sdk", spec.userAuthenticationValidityDurationSeconds <= 0)
        }
    }

    @Test
    fun the_auth_key_needs_an_unlocked_phone_where_that_can_be_relied_on() {
        lock(true)
        val asked = (26..36).filter { sdk ->
            android(sdk)
            keys.create("auth", false)
            Phone.specs.getValue("sign.auth").isUnlockedDeviceRequired
        }
        assertEquals(listOf(28, 29, 30, 35, 36), asked)
        android(35)
        lock(false)
        keys.create("auth", false)
        assertFalse("a phone without a lock makes no such key", Phone.specs.getValue("sign.auth").isUnlockedDeviceRequired)
    }

    @Test
    fun keys_live_in_the_strongbox_and_where_it_cannot_in_the_main_processors_safe_part() {
        keys.create("auth", false)
        assertFalse(Phone.specs.getValue("sign.auth").isStrongBoxBacked)
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, true)
        keys.create("auth", false)
        keys.wrap(byteArrayOf(1))
        assertTrue(Phone.specs.values.all { it.isStrongBoxBacked })
        Phone.strongBoxIsFull = true
        assertTrue(verifies(keys.create("auth", false), "m", keys.sign("auth", "m".toByteArray(), null)))
        assertFalse(Phone.specs.getValue("sign.auth").isStrongBoxBacked)
    }

    @Test
    fun a_phone_can_ask_from_android_11_on_if_it_has_a_lock_and_before_only_by_a_finger() {
        lock(false)
        assertFalse(keys.hasSecureLock())
        lock(true)
        assertTrue(keys.hasSecureLock())
        for ((sdk, can) in mapOf(26 to false, 27 to false, 28 to false, 29 to false, 30 to true)) {
            android(sdk)
            assertEquals("$sdk, no finger", can, keys.hasSecureLock())
        }
        @Suppress("DEPRECATION")
        val reader: ShadowFingerprintManager = Shadow.extract(app.getSystemService(android.hardware.fingerprint.FingerprintManager::class.java))
        reader.setIsHardwareDetected(true)
        reader.setDefaultFingerprints(1)
        for ((sdk, can) in mapOf(27 to false, 28 to true, 29 to true)) {
            android(sdk)
            assertEquals("$sdk, a finger", can, keys.hasSecureLock())
        }
    }

    @Test
    fun nobody_agrees_while_nobody_is_looking_and_screens_are_never_held_up() {
        keys.create("consent", true)
        assertThrows("on the thread that draws", KeyStoreException.Unavailable::class.java) { keys.sign("consent", byteArrayOf(1), Prompt.Enrol) }
        var thrown: Throwable? = null
        Thread { thrown = runCatching { keys.sign("consent", byteArrayOf(1), Prompt.Enrol) }.exceptionOrNull() }.apply { start(); join() }
        assertEquals(KeyStoreException.Cancelled::class, thrown!!::class)
    }

    private fun lock(secure: Boolean) = shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(secure)

    private fun android(sdk: Int) = ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", sdk)

    private fun verifies(point: ByteArray, message: String, signature: ByteArray): Boolean {
        val curve = AlgorithmParameters.getInstance("EC").apply { init(ECGenParameterSpec("secp256r1")) }.getParameterSpec(ECParameterSpec::class.java)
        val at = ECPoint(BigInteger(1, point.copyOfRange(1, 33)), BigInteger(1, point.copyOfRange(33, 65)))
        val key = KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(at, curve))
        return Signature.getInstance("SHA256withECDSA").run { initVerify(key); update(message.toByteArray()); verify(signature) }
    }
}
