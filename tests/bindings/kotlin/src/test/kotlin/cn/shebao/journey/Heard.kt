package cn.shebao.journey

import cn.shebao.core.Change
import cn.shebao.core.KeyStore
import cn.shebao.core.Observer
import cn.shebao.core.Prompt
import java.util.concurrent.ConcurrentSkipListSet
import java.util.concurrent.CopyOnWriteArrayList

/** An observer that remembers of which parts it heard. */
class Heard : Observer {
    val parts = ConcurrentSkipListSet<Change>()

    override fun onChange(change: Change) { parts += change }
}

/** A key store that remembers what it was asked. */
class Watched(private val keys: KeyStore) : KeyStore by keys {
    val calls = CopyOnWriteArrayList<String>()
    val prompts = CopyOnWriteArrayList<Prompt>()

    override fun sign(name: String, message: ByteArray, prompt: Prompt?): ByteArray {
        calls += "sign"
        prompt?.let { prompts += it }
        return keys.sign(name, message, prompt)
    }

    override fun wrap(secret: ByteArray): ByteArray = keys.wrap(secret).also { calls += "wrap" }

    override fun writeAnchor(anchor: ByteArray) = keys.writeAnchor(anchor).also { calls += "writeAnchor" }
}
