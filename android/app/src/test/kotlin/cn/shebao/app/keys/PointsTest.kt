package cn.shebao.app.keys

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Test
import java.math.BigInteger
import java.security.interfaces.ECPublicKey
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint

class PointsTest {
    @Test
    fun a_point_has_65_octets_whatever_its_coordinates_begin_with() {
        val high = BigInteger(1, ByteArray(32) { 0xff.toByte() })
        val low = BigInteger.valueOf(0x1234)
        val octets = point(key(high, low))
        assertEquals(65, octets.size)
        assertEquals(4, octets[0].toInt())
        assertArrayEquals(ByteArray(32) { 0xff.toByte() }, octets.copyOfRange(1, 33))
        assertArrayEquals(ByteArray(30) + byteArrayOf(0x12, 0x34), octets.copyOfRange(33, 65))
        val ones = ByteArray(32) { 1 }
        assertArrayEquals(byteArrayOf(4) + ones + ones, point(key(BigInteger(1, ones), BigInteger(1, ones))))
    }

    private fun key(x: BigInteger, y: BigInteger) = object : ECPublicKey {
        override fun getW() = ECPoint(x, y)
        override fun getParams(): ECParameterSpec? = null
        override fun getAlgorithm() = "EC"
        override fun getFormat(): String? = null
        override fun getEncoded(): ByteArray? = null
    }
}
