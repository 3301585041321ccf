@file:OptIn(androidx.compose.ui.test.ExperimentalTestApi::class)

package cn.shebao.desktop

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.*
import androidx.compose.ui.unit.Density
import cn.shebao.journey.Sandbox
import cn.shebao.ui.look.Choices
import cn.shebao.ui.look.LookTheme
import cn.shebao.ui.shell.App
import cn.shebao.ui.shell.Go
import cn.shebao.ui.shell.Opened
import cn.shebao.ui.shell.Settings
import cn.shebao.ui.words.Formats
import cn.shebao.ui.words.Language
import cn.shebao.ui.words.plain
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.File
import java.nio.file.Files
import java.time.Instant

/** The screens, touched as a person touches them, over the real core and a real gateway. */
class TouchTest {
    private val read = Read()

    @Test
    fun a_person_signs_in_reads_her_card_pays_and_sees_the_receipt() {
        val folder = Files.createTempDirectory("touch")
        try {
            Sandbox().use { sandbox -> walk(sandbox, folder) }
        } finally {
            folder.toFile().deleteRecursively()
        }
    }

    private fun walk(sandbox: Sandbox, folder: java.nio.file.Path) = runDesktopComposeUiTest(1080, 2400) {
        // The test moves the clock by itself: a blinking cursor never lets a screen be idle.
        mainClock.autoAdvance = false
        lateinit var core: Opened
        val calls = mutableListOf<String>()
        val settings = Settings(Choices(), Language.Zh) { _, _ -> }
        val go = Go(settings) { calls += it }
        setContent {
            CompositionLocalProvider(LocalDensity provides Density(3f, 1f)) {
                LookTheme(settings.choices, Formats(settings.language, Instant.now(), ZONE), fonts(), bars) {
                    App(go) { openAt(folder, sandbox.bureau).also { core = it } }
                }
            }
        }
        sees("您还没有登录")
        picture("1-signed-out")
        press("登录")
        type("登录代码", sandbox.typedCode)
        press("下一步")
        type("姓名", sandbox.name)
        type("社会保障号码", sandbox.number.dropLast(1))
        type("手机号码", sandbox.phone)
        press("下一步")
        sees("社会保障号码应为 18 位")
        picture("2-identity")
        type("社会保障号码", sandbox.number)
        press("下一步")
        type("短信验证码") { sandbox.oneTimeCode() }
        press("下一步")
        type("6 位数字密码", "482915")
        press("下一步")
        sees("我的卡")
        sees("王")
        picture("3-home")

        press("我的卡")
        sees("社保卡办理进度")
        picture("4-card")
        press("显示完整信息")
        sees(sandbox.number)
        press("隐藏")
        seesNot(sandbox.number)
        press("12333")
        assertEquals(listOf("12333"), calls)
        press("返回")

        press("缴费")
        sees("待缴")
        picture("5-payments")
        press("去缴费")
        sees("选择缴费时段")
        picture("6-choose")
        // The first of each group that can be chosen, one after the other: nothing was chosen beforehand.
        assertEquals(0, onAllNodes(isSelected() or isOn()).fetchSemanticsNodes().size)
        chooseFirst(SemanticsMatcher.keyIsDefined(SemanticsProperties.Selected))
        chooseFirst(SemanticsMatcher.keyIsDefined(SemanticsProperties.ToggleableState))
        chooseNamed("测试银行")
        press("计算金额")
        sees("应缴总额")
        picture("7-review")
        press("确认缴费")
        sees("查看进度")
        picture("8-paid")
        press("查看进度")
        sees("查看缴费凭证")
        picture("9-order")
        press("查看缴费凭证")
        sees("扫码可核验真伪")
        picture("10-receipt")
        assertEquals("money was taken once", 1, sandbox.operate("ledger").getJSONArray("debits").length())

        go.home()
        press("长辈版")
        sees("标准版")
        picture("11-home-elder")
        press("标准版")
        sandbox.close()
        press("我的卡")
        sees("没有连接网络")
        picture("12-card-offline")
        press("返回")
        core.citizen.session().lock()
        sees("请输入密码")
        picture("13-lock")
        type("密码", "482915")
        press("解锁")
        sees("我的卡")
        read.write(File(System.getProperty("root.dir"), "target/bindings/kotlin-screens.txt"))
    }

    private fun ComposeUiTest.sees(text: String) = until("'$text' is shown") { shown(text).fetchSemanticsNodes().isNotEmpty() }

    private fun ComposeUiTest.seesNot(text: String) = until("'$text' is gone") { shown(text).fetchSemanticsNodes().isEmpty() }

    /** Shown texts carry typographic marks; they are compared without them. */
    private fun ComposeUiTest.shown(text: String) = onAllNodes(SemanticsMatcher("shows '$text'") { text in plain(it.label()) })

    private fun ComposeUiTest.press(text: String) {
        val target = SemanticsMatcher("'$text' to press") { node -> node.names().any { it.startsWith(text) } } and hasClickAction() and isEnabled()
        until("'$text' can be pressed") { onAllNodes(target).fetchSemanticsNodes().isNotEmpty() }
        into(onAllNodes(target).onFirst())
        onAllNodes(target).onFirst().performClick()
        settle()
    }

    private fun SemanticsNode.names(): List<String> =
        (config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }).map(::plain)

    private fun ComposeUiTest.type(label: String, text: String) = type(label) { text }

    private fun ComposeUiTest.type(label: String, text: () -> String) {
        val field = hasContentDescription(label) and hasSetTextAction()
        until("the field '$label' is shown") { onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
        onNode(field).performTextReplacement(text())
        settle()
    }

    /** Pulls the page until the whole of it can be seen, as a thumb does. */
    private fun ComposeUiTest.into(node: SemanticsNodeInteraction) = repeat(12) {
        val found = node.fetchSemanticsNode()
        if (found.boundsInRoot.height + 1 >= found.size.height) return@repeat
        val up = found.positionInRoot.y > 1200
        onRoot().performTouchInput { if (up) swipeUp(1500f, 1100f, 300) else swipeDown(1100f, 1500f, 300) }
        settle()
    }

    private fun ComposeUiTest.settle() = repeat(5) { mainClock.advanceTimeBy(50) }

    private fun ComposeUiTest.until(what: String, holds: () -> Boolean) {
        val end = System.nanoTime() + WAIT * 1_000_000
        while (true) {
            settle()
            if (holds()) return
            if (System.nanoTime() > end) {
                picture("stuck")
                throw AssertionError("it did not come: $what")
            }
            Thread.sleep(30)
        }
    }

    private fun ComposeUiTest.chooseFirst(kind: SemanticsMatcher) = choose { onAllNodes(kind and isEnabled()).onFirst() }

    private fun ComposeUiTest.chooseNamed(name: String) = choose {
        onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Selected) and isEnabled() and (hasText(name, true) or hasContentDescription(name, true))).onFirst()
    }

    private fun ComposeUiTest.choose(option: () -> SemanticsNodeInteraction) {
        into(option())
        option().performClick()
        until("it is chosen") { runCatching { option().assert(isSelected() or isOn()) }.isSuccess }
    }

    private fun ComposeUiTest.picture(name: String) {
        settle()
        read.note(name.substringAfter('-'), onRoot(useUnmergedTree = true).fetchSemanticsNode())
        val image = Image.makeFromBitmap(onRoot().captureToImage().asSkiaBitmap())
        File(System.getProperty("out.dir"), "touch-$name.png").apply { parentFile.mkdirs() }.writeBytes(image.encodeToData(EncodedImageFormat.PNG)!!.bytes)
    }

    private companion object {
        const val WAIT = 20_000L
    }
}
