package cn.shebao.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import cn.shebao.core.QrView
import cn.shebao.ui.look.ChipShape
import cn.shebao.ui.look.Space

/** The core's modules, dark on white in every mode: some readers cannot read them the other way round. The padding is the quiet zone. */
@Composable
fun Qr(view: QrView, label: String) {
    val side = view.side.toInt()
    Canvas(
        Modifier.widthIn(max = 264.dp).fillMaxWidth().aspectRatio(1f).clip(ChipShape).background(Color.White).padding(Space.large)
            .semantics { contentDescription = label },
    ) {
        val step = size.width / side
        view.modules.forEachIndexed { at, dark ->
            if (dark) drawRect(Color.Black, Offset(at % side * step, at / side * step), Size(step + .5f, step + .5f))
        }
    }
}
