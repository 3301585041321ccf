package cn.shebao.ui.look

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/* One family: 24 grid, 2 stroke, round caps and joins, 3 dp air at the edge, no fills. The same path strings make the iOS symbols. */
object Icons {
    private fun icon(name: String, vararg paths: String, mirror: Boolean = false): ImageVector =
        ImageVector.Builder(name, 24.dp, 24.dp, 24f, 24f, autoMirror = mirror).apply {
            for (d in paths) addPath(
                pathData = addPathNodes(d), stroke = SolidColor(Color.Black), strokeLineWidth = 2f,
                strokeLineCap = StrokeCap.Round, strokeLineJoin = StrokeJoin.Round,
            )
        }.build()

    val back = icon("back", "M20 12H4.5", "M11 5.5L4.5 12L11 18.5", mirror = true)
    val forward = icon("forward", "M9.5 6L15.5 12L9.5 18", mirror = true)
    val close = icon("close", "M6 6L18 18", "M18 6L6 18")
    val search = icon("search", "M10.5 4A6.5 6.5 0 1 1 10.5 17A6.5 6.5 0 1 1 10.5 4", "M15.5 15.5L20 20")
    val phone = icon("phone", "M5 4H8.5L10.2 8.6L7.9 10.2C8.9 12.6 11.4 15.1 13.8 16.1L15.4 13.8L20 15.5V19C20 19.6 19.6 20 19 20C11.3 20 4 12.7 4 5C4 4.4 4.4 4 5 4Z")
    val pay = icon("pay", "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3", "M8.5 7.5L12 12L15.5 7.5", "M12 12V17", "M9 12.2H15", "M9 14.8H15")
    val shield = icon("shield", "M12 3.2L19.5 6V11.5C19.5 16 16.5 19.3 12 21C7.5 19.3 4.5 16 4.5 11.5V6Z", "M8.8 11.8L11.2 14.2L15.4 9.8")
    val card = icon("card", "M5.5 5H18.5C19.9 5 21 6.1 21 7.5V16.5C21 17.9 19.9 19 18.5 19H5.5C4.1 19 3 17.9 3 16.5V7.5C3 6.1 4.1 5 5.5 5Z", "M7 9.5H10.5V13H7Z", "M14 10H17.5", "M7 16H17")
    val message = icon("message", "M6 4.5H18C19.7 4.5 21 5.8 21 7.5V14C21 15.7 19.7 17 18 17H12.5L8 20.5V17H6C4.3 17 3 15.7 3 14V7.5C3 5.8 4.3 4.5 6 4.5Z", "M7.5 9H16.5", "M7.5 12.8H13")
    val settings = icon("settings", "M4 7H11", "M17 7H20", "M14 4.4A2.6 2.6 0 1 1 14 9.6A2.6 2.6 0 1 1 14 4.4", "M4 17H7", "M13 17H20", "M10 14.4A2.6 2.6 0 1 1 10 19.6A2.6 2.6 0 1 1 10 14.4")
    val letters = icon("letters", "M3 19L8.5 5L14 19", "M5 14.5H12", "M15.5 19L18.25 12L21 19", "M16.5 16.8H20")
    val eye = icon("eye", "M2.8 12C4.8 8 8.1 5.8 12 5.8C15.9 5.8 19.2 8 21.2 12C19.2 16 15.9 18.2 12 18.2C8.1 18.2 4.8 16 2.8 12Z", "M12 9.2A2.8 2.8 0 1 1 12 14.8A2.8 2.8 0 1 1 12 9.2")
    val offline = icon("offline", "M4 4L20 20", "M2.8 9.6C4 8.6 5.3 7.8 6.8 7.2", "M11 6.1C14.9 5.8 18.4 7.2 21.2 9.6", "M6.3 13.2C7.4 12.3 8.6 11.7 10 11.4", "M15 12C16 12.3 16.9 12.7 17.7 13.3", "M9.8 16.7C11.1 15.7 12.9 15.7 14.2 16.7")
    val receipt = icon("receipt", "M6 3.5H18V20.5L15 18.6L12 20.5L9 18.6L6 20.5Z", "M9.5 8.5H14.5", "M9.5 12.5H14.5")
    val clock = icon("clock", "M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3", "M12 7.5V12L15 14")
    val readAll = icon("readAll", "M2.5 12.8L6.8 17L11 12.6", "M9.5 15.2L11.3 17L21.5 7")
    val copy = icon("copy", "M9 9H19C19.6 9 20 9.4 20 10V19C20 19.6 19.6 20 19 20H10C9.4 20 9 19.6 9 19Z", "M6 15H5C4.4 15 4 14.6 4 14V5C4 4.4 4.4 4 5 4H14C14.6 4 15 4.4 15 5V6")
}
