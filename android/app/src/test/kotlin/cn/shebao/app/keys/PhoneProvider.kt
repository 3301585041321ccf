package cn.shebao.app.keys

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.StrongBoxUnavailableException
import java.security.Key
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStore
import java.security.KeyStoreSpi
import java.security.PrivateKey
import java.security.Provider
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.ECGenParameterSpec
import java.util.Collections
import java.util.Date
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi

/**
 * A provider under the name of the phone's own, with keys in memory: what is tested is our code around it. It keeps each key's
 * specification, which the real one enforces and this one does not.
 */
internal object Phone {
    val keys = linkedMapOf<String, Key>()
    val public = mutableMapOf<String, PublicKey>()
    val specs = mutableMapOf<String, KeyGenParameterSpec>()
    var strongBoxIsFull = false

    fun fresh() {
        keys.clear(); public.clear(); specs.clear()
        strongBoxIsFull = false
        if (Security.getProvider("AndroidKeyStore") == null) Security.addProvider(PhoneProvider())
    }

    fun take(spec: AlgorithmParameterSpec): KeyGenParameterSpec {
        spec as KeyGenParameterSpec
        if (spec.isStrongBoxBacked && strongBoxIsFull) throw StrongBoxUnavailableException()
        return spec.also { specs[it.keystoreAlias] = it }
    }
}

private class PhoneProvider : Provider("AndroidKeyStore", "1", "a phone's key store, in memory") {
    init {
        put("KeyStore.AndroidKeyStore", PhoneStore::class.java.name)
        put("KeyPairGenerator.EC", PhonePairs::class.java.name)
        put("KeyGenerator.AES", PhoneSecrets::class.java.name)
    }

    // The provider's own loader would look for the classes in another sandbox.
    override fun getService(type: String, algorithm: String): Service? = super.getService(type, algorithm)?.let { found ->
        object : Service(this, type, algorithm, found.className, null, null) {
            override fun newInstance(parameter: Any?): Any = when (type) {
                "KeyStore" -> PhoneStore()
                "KeyPairGenerator" -> PhonePairs()
                else -> PhoneSecrets()
            }
        }
    }
}

internal class PhonePairs : KeyPairGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun initialize(size: Int, random: SecureRandom) = throw UnsupportedOperationException()
    override fun initialize(params: AlgorithmParameterSpec, random: SecureRandom) { spec = Phone.take(params) }

    override fun generateKeyPair() = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }.generateKeyPair().also {
        Phone.keys[spec.keystoreAlias] = it.private
        Phone.public[spec.keystoreAlias] = it.public
    }
}

internal class PhoneSecrets : KeyGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun engineInit(random: SecureRandom) = throw UnsupportedOperationException()
    override fun engineInit(size: Int, random: SecureRandom) = throw UnsupportedOperationException()
    override fun engineInit(params: AlgorithmParameterSpec, random: SecureRandom?) { spec = Phone.take(params) }
    override fun engineGenerateKey() = KeyGenerator.getInstance("AES").apply { init(256) }.generateKey().also { Phone.keys[spec.keystoreAlias] = it }
}

internal class PhoneStore : KeyStoreSpi() {
    override fun engineGetKey(alias: String, password: CharArray?): Key? = Phone.keys[alias]
    override fun engineGetCertificate(alias: String): Certificate? = Phone.public[alias]?.let { key ->
        object : Certificate("X.509") {
            override fun getPublicKey() = key
            override fun getEncoded() = ByteArray(0)
            override fun verify(key: PublicKey) = Unit
            override fun verify(key: PublicKey, provider: String) = Unit
            override fun toString() = "certificate"
        }
    }

    override fun engineSetEntry(alias: String, entry: KeyStore.Entry, protection: KeyStore.ProtectionParameter?) {
        Phone.keys[alias] = (entry as KeyStore.SecretKeyEntry).secretKey
    }

    override fun engineDeleteEntry(alias: String) { Phone.keys.remove(alias); Phone.public.remove(alias) }
    override fun engineAliases() = Collections.enumeration(Phone.keys.keys.toList())
    override fun engineContainsAlias(alias: String) = alias in Phone.keys
    override fun engineSize() = Phone.keys.size
    override fun engineIsKeyEntry(alias: String) = Phone.keys[alias] is PrivateKey
    override fun engineLoad(stream: java.io.InputStream?, password: CharArray?) = Unit
    override fun engineIsCertificateEntry(alias: String) = false
    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null
    override fun engineGetCreationDate(alias: String): Date? = null
    override fun engineGetCertificateAlias(certificate: Certificate): String? = null
    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = throw UnsupportedOperationException()
    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = throw UnsupportedOperationException()
    override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = throw UnsupportedOperationException()
    override fun engineStore(stream: java.io.OutputStream?, password: CharArray?) = throw UnsupportedOperationException()
}
