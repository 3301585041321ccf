package cn.shebao.app.keys

import java.math.BigInteger
import java.security.interfaces.ECPublicKey

/** 65 octets: uncompressed SEC 1, section 2.3.3. */
internal fun point(key: ECPublicKey): ByteArray = byteArrayOf(4) + coordinate(key.w.affineX) + coordinate(key.w.affineY)

/** 32 octets, big-endian. A BigInteger has a sign octet too many, or leaves zeros out. */
private fun coordinate(number: BigInteger): ByteArray {
    val octets = number.toByteArray().dropWhile { it == 0.toByte() }
    return ByteArray(32 - octets.size) + octets
}
