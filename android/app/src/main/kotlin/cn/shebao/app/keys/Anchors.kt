package cn.shebao.app.keys

import cn.shebao.core.KeyStoreException

/** The names of entries in the phone's key store, which lies outside the app's files. */
internal interface Names {
    fun all(): List<String>
    fun add(name: String)
    fun remove(name: String)
}

/**
 * The journal's anchor, kept where no copy of the app's files brings an old one back: it is the name of an entry in the phone's key store,
 * `anchor.<number>.<hex>`. The newest number counts, so that a death between adding and removing loses nothing.
 */
internal class Anchors(private val names: Names) {
    fun read(): ByteArray? = kept().maxByOrNull { it.number }?.octets

    fun write(anchor: ByteArray) {
        if (anchor.size > LIMIT) throw KeyStoreException.Unavailable()
        val before = kept()
        val number = (before.maxOfOrNull { it.number } ?: 0) + 1
        names.add(PREFIX + number + "." + anchor.joinToString("") { "%02x".format(it) })
        before.forEach { names.remove(it.name) }
    }

    private class Kept(val name: String, val number: Long, val octets: ByteArray)

    private fun kept(): List<Kept> = names.all().mapNotNull { name ->
        val parts = name.removePrefix(PREFIX).split('.')
        val number = parts.first().toLongOrNull()
        if (!name.startsWith(PREFIX) || parts.size != 2 || number == null) null
        else octets(parts[1])?.let { Kept(name, number, it) }
    }

    private fun octets(hex: String): ByteArray? {
        val octets = hex.chunked(2).map { if (it.length == 2) it.toIntOrNull(16)?.toByte() ?: return null else return null }
        return octets.toByteArray()
    }

    private companion object {
        const val PREFIX = "anchor."
        const val LIMIT = 64
    }
}
