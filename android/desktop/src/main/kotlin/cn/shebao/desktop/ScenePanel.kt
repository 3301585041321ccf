package cn.shebao.desktop

import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.InternalComposeUiApi
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.pointer.PointerButton
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.unit.Density
import kotlinx.coroutines.CoroutineDispatcher
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.ColorAlphaType
import org.jetbrains.skia.ColorType
import org.jetbrains.skia.ImageInfo
import java.awt.Dimension
import java.awt.Graphics
import java.awt.event.KeyAdapter
import java.awt.event.KeyEvent
import java.awt.event.MouseAdapter
import java.awt.event.MouseEvent
import java.awt.image.BufferedImage
import java.awt.image.DataBufferInt
import java.nio.ByteBuffer
import java.nio.ByteOrder
import javax.swing.JPanel
import javax.swing.SwingUtilities
import javax.swing.Timer
import kotlin.coroutines.CoroutineContext

/** What a composition starts runs where Swing runs, so that a screen's state has one thread. */
private object SwingDispatcher : CoroutineDispatcher() {
    override fun dispatch(context: CoroutineContext, block: Runnable) = SwingUtilities.invokeLater(block)
}

/**
 * A composition in a Swing panel: mouse, wheel and keyboard in, pictures out. Compose's own desktop window needs artifacts that are not
 * in the central registry; this needs none of them.
 */
@OptIn(ExperimentalComposeUiApi::class, InternalComposeUiApi::class)
class ScenePanel(private val wide: Int, private val high: Int, density: Float, content: @Composable () -> Unit) : JPanel() {
    private val scene = ImageComposeScene(wide, high, Density(density), coroutineContext = SwingDispatcher, content = content)
    private val image = BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB_PRE)

    init {
        preferredSize = Dimension(wide, high)
        isFocusable = true
        focusTraversalKeysEnabled = false
        val mouse = object : MouseAdapter() {
            override fun mousePressed(e: MouseEvent) { requestFocus(); send(PointerEventType.Press, e, PointerButton.Primary) }
            override fun mouseReleased(e: MouseEvent) = send(PointerEventType.Release, e, PointerButton.Primary)
            override fun mouseMoved(e: MouseEvent) = send(PointerEventType.Move, e)
            override fun mouseDragged(e: MouseEvent) = send(PointerEventType.Move, e)
        }
        addMouseListener(mouse)
        addMouseMotionListener(mouse)
        addMouseWheelListener { e ->
            scene.sendPointerEvent(PointerEventType.Scroll, Offset(e.x.toFloat(), e.y.toFloat()), Offset(0f, e.preciseWheelRotation.toFloat() * 3))
        }
        addKeyListener(object : KeyAdapter() {
            override fun keyPressed(e: KeyEvent) = send(e, KeyEventType.KeyDown)
            override fun keyReleased(e: KeyEvent) = send(e, KeyEventType.KeyUp)
            override fun keyTyped(e: KeyEvent) = send(e, KeyEventType.Unknown)
        })
        Timer(33) { if (scene.hasInvalidations()) repaint() }.start()
    }

    private fun send(type: PointerEventType, e: MouseEvent, button: PointerButton? = null) =
        scene.sendPointerEvent(type, Offset(e.x.toFloat(), e.y.toFloat()), button = button, nativeEvent = e)

    private fun send(e: KeyEvent, type: KeyEventType) {
        scene.sendKeyEvent(
            androidx.compose.ui.input.key.KeyEvent(
                key = Key(if (e.id == KeyEvent.KEY_TYPED) 0 else e.keyCode, e.keyLocation), type = type, codePoint = e.keyChar.code,
                isCtrlPressed = e.isControlDown, isMetaPressed = e.isMetaDown, isAltPressed = e.isAltDown, isShiftPressed = e.isShiftDown, nativeEvent = e,
            ),
        )
    }

    override fun paintComponent(g: Graphics) {
        val drawn = scene.render(System.nanoTime())
        val bitmap = Bitmap().apply { allocN32Pixels(wide, high) }
        drawn.readPixels(bitmap)
        val pixels = bitmap.readPixels(ImageInfo(wide, high, ColorType.BGRA_8888, ColorAlphaType.PREMUL)) ?: return
        ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get((image.raster.dataBuffer as DataBufferInt).data)
        g.drawImage(image, 0, 0, null)
        bitmap.close()
        drawn.close()
    }
}
