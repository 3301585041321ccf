package cn.shebao.desktop

import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import org.jetbrains.skia.EncodedImageFormat
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/**
 * Draws every state of every screen, to be looked at beside the look book: plain, dark, and for whoever sees least. With `-Dways=all` in every
 * way; what can be checked of them without looking, [SemanticsTest] does for all of them each time.
 */
class PicturesTest {
    @Test
    fun every_state_of_every_screen_is_drawn() {
        val only = System.getProperty("only").orEmpty()
        val all = System.getProperty("ways") == "all"
        var drawn = 0
        for (shot in shots) for (way in ways.filter { all || it.name in setOf("normal", "dark", "elder-font2") }) {
            val name = "${shot.name}-${way.name}"
            if (only !in name) continue
            assertTrue(name, draw(shot, way, name, 800).length() > 8_000)
            drawn++
            if (shot.full > 800 && way.name == "normal") draw(shot, way, "${shot.name}-full", shot.full)
        }
        println("pictures drawn: $drawn")
    }

    private fun draw(shot: Shot, way: Way, name: String, height: Int): File {
        val out = File(System.getProperty("out.dir"), "$name.png").apply { parentFile.mkdirs() }
        // The plain way at a phone's own density; the others smaller, for the time it takes.
        val density = if (way.name == "normal") 3f else 2f
        val scene = ImageComposeScene((360 * density).toInt(), (height * density).toInt(), Density(density, way.fontScale)) { Shown(shot, way, density) }
        try {
            // Virtual time: whatever moves has come to rest.
            repeat(2) { scene.render(it * 300_000_000L) }
            out.writeBytes(scene.render(900_000_000L).encodeToData(EncodedImageFormat.PNG)!!.bytes)
        } finally {
            scene.close()
        }
        return out
    }
}
