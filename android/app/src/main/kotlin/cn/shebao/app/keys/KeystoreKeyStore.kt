package cn.shebao.app.keys

import android.content.Context
import cn.shebao.core.KeyStore
import cn.shebao.core.KeyStoreException
import cn.shebao.core.Prompt
import java.security.PrivateKey
import java.security.Signature
import java.security.interfaces.ECPublicKey
import javax.crypto.Cipher
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** The phone's key store, as the core asks for it. No key ever leaves it. The core calls from its own threads. */
class KeystoreKeyStore(app: Context, private val presence: Presence) : KeyStore {
    private val entries = Entries(app)
    private val anchors = Anchors(entries)

    override fun hasSecureLock(): Boolean = guarded { presence.canAsk() }

    override fun create(name: String, presence: Boolean): ByteArray = guarded {
        point(entries.signing(signing(name), presence, this.presence.hasLock()).public as ECPublicKey)
    }

    override fun publicKey(name: String): ByteArray? = guarded {
        (entries.store.getCertificate(signing(name))?.publicKey as? ECPublicKey)?.let(::point)
    }

    override fun sign(name: String, message: ByteArray, prompt: Prompt?): ByteArray = guarded {
        val key = entries.store.getKey(signing(name), null) as? PrivateKey ?: throw KeyStoreException.KeyLost()
        val signature = Signature.getInstance("SHA256withECDSA").apply { initSign(key) }
        // The dialog opens this one operation, not the key.
        val agreed = if (prompt == null) signature else presence.agree(signature, prompt)
        agreed.run { update(message); sign() }
    }

    @Synchronized
    override fun wrap(secret: ByteArray): ByteArray = guarded {
        if (secret.size > WRAP_LIMIT) throw KeyStoreException.Unavailable()
        val cipher = Cipher.getInstance(SEALING).apply { init(Cipher.ENCRYPT_MODE, root() ?: entries.sealing(ROOT)) }
        // The key store chooses the nonce: 12 octets, never the same twice.
        cipher.iv + cipher.doFinal(secret)
    }

    @Synchronized
    override fun unwrap(sealed: ByteArray): ByteArray = guarded {
        val root = root() ?: throw KeyStoreException.KeyLost()
        if (sealed.size <= NONCE) throw KeyStoreException.KeyLost()
        val cipher = Cipher.getInstance(SEALING).apply { init(Cipher.DECRYPT_MODE, root, GCMParameterSpec(TAG_BITS, sealed, 0, NONCE)) }
        cipher.doFinal(sealed, NONCE, sealed.size - NONCE)
    }

    @Synchronized
    override fun readAnchor(): ByteArray? = guarded { anchors.read() }

    @Synchronized
    override fun writeAnchor(anchor: ByteArray) = guarded { anchors.write(anchor) }

    @Synchronized
    override fun delete(name: String) = guarded { entries.remove(if (name == ROOT) ROOT else signing(name)) }

    private fun root(): SecretKey? = entries.store.getKey(ROOT, null) as? SecretKey

    private fun signing(name: String) = "sign.$name"

    private companion object {
        const val ROOT = "root"
        const val SEALING = "AES/GCM/NoPadding"
        const val NONCE = 12
        const val TAG_BITS = 128
        const val WRAP_LIMIT = 256
    }
}
