package cn.shebao.desktop

import cn.shebao.core.KeyStore
import cn.shebao.core.KeyStoreException
import cn.shebao.core.Prompt
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.TRUNCATE_EXISTING
import java.nio.file.StandardOpenOption.WRITE
import java.security.GeneralSecurityException
import java.security.KeyFactory
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.security.spec.PKCS8EncodedKeySpec
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * **For desktops and tests only**: keys lie in plain files in [folder], and whoever can read the files has the keys. A phone has its
 * own key store, which no key ever leaves. It is never part of what ships to a phone.
 */
class FileKeyStore(private val folder: Path, private val secureLock: Boolean = true) : KeyStore {
    private val random = SecureRandom()

    init {
        Files.createDirectories(folder)
    }

    /** Whoever sits at the desktop has opened it; a test may be about a phone without a lock. */
    override fun hasSecureLock(): Boolean = secureLock

    override fun create(name: String, presence: Boolean): ByteArray = guarded {
        val pair = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1"), random) }.generateKeyPair()
        val public = point(pair.public as ECPublicKey)
        // The private key last: a key without its public half is no key.
        write("$name.public", public)
        write("$name.private", pair.private.encoded)
        public
    }

    override fun publicKey(name: String): ByteArray? = guarded { if (read("$name.private") == null) null else read("$name.public") }

    /** The person at the desktop is taken to be present: there is no system dialog to ask in. */
    override fun sign(name: String, message: ByteArray, prompt: Prompt?): ByteArray = guarded {
        val encoded = read("$name.private") ?: throw KeyStoreException.KeyLost()
        val key = KeyFactory.getInstance("EC").generatePrivate(PKCS8EncodedKeySpec(encoded))
        Signature.getInstance("SHA256withECDSA").apply { initSign(key, random); update(message) }.sign()
    }

    override fun wrap(secret: ByteArray): ByteArray = guarded {
        if (secret.size > 256) throw KeyStoreException.Unavailable()
        val root = read(ROOT) ?: ByteArray(32).also { random.nextBytes(it); write(ROOT, it) }
        val nonce = ByteArray(NONCE).also { random.nextBytes(it) }
        nonce + cipher(Cipher.ENCRYPT_MODE, root, nonce).doFinal(secret)
    }

    override fun unwrap(sealed: ByteArray): ByteArray = guarded {
        val root = read(ROOT) ?: throw KeyStoreException.KeyLost()
        if (sealed.size <= NONCE) throw KeyStoreException.KeyLost()
        cipher(Cipher.DECRYPT_MODE, root, sealed.copyOf(NONCE)).doFinal(sealed, NONCE, sealed.size - NONCE)
    }

    override fun readAnchor(): ByteArray? = guarded { read(ANCHOR) }

    override fun writeAnchor(anchor: ByteArray) = guarded { write(ANCHOR, anchor) }

    override fun delete(name: String) = guarded {
        val files = if (name == "root") listOf(ROOT) else listOf("$name.private", "$name.public")
        files.forEach { shred(path(it)) }
    }

    private fun cipher(mode: Int, key: ByteArray, nonce: ByteArray) =
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, SecretKeySpec(key, "AES"), GCMParameterSpec(128, nonce)) }

    /** 65 octets, uncompressed SEC 1. */
    private fun point(key: ECPublicKey): ByteArray {
        fun coordinate(number: java.math.BigInteger): ByteArray {
            val octets = number.toByteArray().dropWhile { it == 0.toByte() }
            return ByteArray(32 - octets.size) + octets
        }
        return byteArrayOf(4) + coordinate(key.w.affineX) + coordinate(key.w.affineY)
    }

    /** No name leads out of the folder. */
    private fun path(name: String): Path = folder.resolve(name.map { if (it.isLetterOrDigit() || it in ".-_") it else '_' }.joinToString(""))

    private fun read(name: String): ByteArray? = try { Files.readAllBytes(path(name)) } catch (_: NoSuchFileException) { null }

    /** Write, sync, rename, sync the folder: whole or not at all, and there after a power cut. */
    private fun write(name: String, octets: ByteArray) {
        val part = path("$name.part")
        FileChannel.open(part, CREATE, WRITE, TRUNCATE_EXISTING).use { file ->
            val buffer = java.nio.ByteBuffer.wrap(octets)
            while (buffer.hasRemaining()) file.write(buffer)
            file.force(true)
        }
        Files.move(part, path(name), ATOMIC_MOVE)
        FileChannel.open(folder).use { it.force(true) }
    }

    /** Zeros over the key before it is unlinked; a file system that copies on write may keep the old block, a phone's key store does not. */
    private fun shred(path: Path) {
        if (!Files.exists(path)) return
        FileChannel.open(path, WRITE).use { file -> file.write(java.nio.ByteBuffer.allocate(file.size().toInt())); file.force(true) }
        Files.delete(path)
    }

    private fun <T> guarded(work: () -> T): T = try {
        synchronized(this) { work() }
    } catch (known: KeyStoreException) {
        throw known
    } catch (_: javax.crypto.AEADBadTagException) {
        throw KeyStoreException.KeyLost()
    } catch (_: GeneralSecurityException) {
        throw KeyStoreException.Unavailable()
    } catch (_: IOException) {
        throw KeyStoreException.Unavailable()
    }

    private companion object {
        const val ROOT = "root.key"
        const val ANCHOR = "anchor"
        const val NONCE = 12
    }
}
