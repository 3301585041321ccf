package cn.shebao.journey

import cn.shebao.core.KeyStoreException
import cn.shebao.desktop.FileKeyStore
import org.junit.After
import org.junit.Assert.*
import org.junit.Test
import java.math.BigInteger
import java.nio.file.Files
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec

/** What the core asks of a key store, asked of the desktop's. */
class KeyStoreTest {
    private val folder = Files.createTempDirectory("keys")
    private val keys = FileKeyStore(folder)

    @After
    fun clean() { folder.toFile().deleteRecursively() }

    @Test
    fun a_signature_verifies_under_the_public_key_and_over_no_other_message() {
        val point = keys.create("session", false)
        assertEquals(65, point.size)
        assertArrayEquals(point, keys.publicKey("session"))
        val signature = keys.sign("session", "message".toByteArray(), null)
        assertTrue(verifies(point, "message", signature))
        assertFalse(verifies(point, "massage", signature))
    }

    @Test
    fun what_was_wrapped_opens_again_also_for_the_next_process_and_not_if_it_was_touched() {
        val sealed = keys.wrap(byteArrayOf(1, 2, 3))
        assertArrayEquals(byteArrayOf(1, 2, 3), FileKeyStore(folder).unwrap(sealed))
        sealed[sealed.size - 1] = (sealed.last() + 1).toByte()
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.unwrap(sealed) }
    }

    @Test
    fun a_deleted_key_is_gone() {
        keys.create("confirm", true)
        keys.delete("confirm")
        assertNull(keys.publicKey("confirm"))
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.sign("confirm", byteArrayOf(), null) }
        val sealed = keys.wrap(byteArrayOf(1))
        keys.delete("root")
        assertThrows(KeyStoreException.KeyLost::class.java) { keys.unwrap(sealed) }
        keys.delete("never there")
    }

    @Test
    fun the_anchor_is_what_was_written_last() {
        assertNull(keys.readAnchor())
        keys.writeAnchor(byteArrayOf(1))
        keys.writeAnchor(byteArrayOf(2))
        assertArrayEquals(byteArrayOf(2), FileKeyStore(folder).readAnchor())
    }

    @Test
    fun no_name_leads_out_of_the_folder() {
        keys.create("../../out", false)
        assertTrue(folder.toFile().walk().filter { it.isFile }.all { it.parentFile == folder.toFile() })
        assertFalse(Files.exists(folder.resolve("../../out.private")))
    }

    private fun verifies(point: ByteArray, message: String, signature: ByteArray): Boolean {
        val curve = AlgorithmParameters.getInstance("EC").apply { init(ECGenParameterSpec("secp256r1")) }.getParameterSpec(ECParameterSpec::class.java)
        val at = ECPoint(BigInteger(1, point.copyOfRange(1, 33)), BigInteger(1, point.copyOfRange(33, 65)))
        val key = KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(at, curve))
        return Signature.getInstance("SHA256withECDSA").run { initVerify(key); update(message.toByteArray()); verify(signature) }
    }
}
