package cn.shebao.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import java.io.File

private val loaded: FontFamily by lazy {
    val folder = File(System.getProperty("font.dir") ?: error("run ./font first and pass -Dfont.dir"))
    FontFamily(
        Font("sc-regular", File(folder, "NotoSansSC-Regular.ttf").readBytes(), FontWeight.Normal),
        Font("sc-bold", File(folder, "NotoSansSC-Bold.ttf").readBytes(), FontWeight.Bold),
    )
}

/** The font that stands in for a phone's own; without it Chinese is boxes. */
fun fonts(): FontFamily = loaded
