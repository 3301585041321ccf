package cn.shebao.app.keys

import cn.shebao.core.KeyStoreException
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Test

class AnchorsTest {
    private val entries = Shelf()
    private val anchors = Anchors(entries)

    @Test
    fun the_anchor_is_what_was_written_last_and_nothing_older_is_left() {
        assertNull(anchors.read())
        anchors.write(byteArrayOf(1, -1, 0))
        anchors.write(ByteArray(64) { it.toByte() })
        assertArrayEquals(ByteArray(64) { it.toByte() }, Anchors(entries).read())
        anchors.write(ByteArray(0))
        assertArrayEquals(ByteArray(0), Anchors(entries).read())
        assertEquals(1, entries.names.size)
    }

    @Test
    fun a_death_between_adding_and_removing_loses_nothing() {
        anchors.write(byteArrayOf(9))
        entries.dies = true
        assertThrows(IllegalStateException::class.java) { anchors.write(byteArrayOf(10)) }
        entries.dies = false
        assertEquals(2, entries.names.size)
        assertArrayEquals(byteArrayOf(10), anchors.read())
        // As text the tenth comes before the ninth: numbers are compared as numbers.
        repeat(7) { anchors.write(byteArrayOf(it.toByte())) }
        assertEquals(listOf("anchor.9.06"), entries.names)
        entries.dies = true
        assertThrows(IllegalStateException::class.java) { anchors.write(byteArrayOf(77)) }
        assertArrayEquals(byteArrayOf(77), anchors.read())
    }

    @Test
    fun other_entries_and_names_that_are_not_ours_are_no_anchor() {
        entries.names += listOf("root", "sign.auth", "anchor.x.00", "anchor.1.0", "anchor.1.zz", "anchor.2.00.00", "anchor.")
        assertNull(anchors.read())
    }

    @Test
    fun what_is_too_long_is_refused_and_the_old_one_stays() {
        anchors.write(byteArrayOf(1))
        assertThrows(KeyStoreException.Unavailable::class.java) { anchors.write(ByteArray(65)) }
        assertArrayEquals(byteArrayOf(1), anchors.read())
    }

    private class Shelf : Names {
        val names = mutableListOf<String>()
        var dies = false
        override fun all() = names.toList()
        override fun add(name: String) { names += name }
        override fun remove(name: String) { check(!dies) { "the process died" }; names -= name }
    }
}
