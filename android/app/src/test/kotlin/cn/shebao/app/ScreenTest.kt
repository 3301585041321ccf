package cn.shebao.app

import android.Manifest
import android.content.Intent
import android.provider.Settings
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import cn.shebao.core.Money
import cn.shebao.core.Prompt
import cn.shebao.ui.look.Choices
import cn.shebao.ui.words.Language
import org.junit.Assert.*
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The app's screen and process on the framework's own code. Nothing is drawn: androidx.activity is a stand-in. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], manifest = Config.NONE, application = ShebaoApp::class)
class ScreenTest {
    private val app = RuntimeEnvironment.getApplication() as ShebaoApp

    @Before
    fun asTheManifestSays() = shadowOf(app).grantPermissions(Manifest.permission.HIDE_OVERLAY_WINDOWS)

    @Test
    fun nothing_of_the_screen_is_pictured_and_no_touch_comes_through_another_app() {
        val screen = Robolectric.buildActivity(MainActivity::class.java).create().get()
        assertEquals(FLAG_SECURE, screen.window.attributes.flags and FLAG_SECURE)
        assertTrue(screen.window.decorView.filterTouchesWhenObscured)
    }

    @Test
    fun coming_and_going_needs_no_open_core() {
        Robolectric.buildActivity(MainActivity::class.java, Intent(Intent.ACTION_VIEW, android.net.Uri.parse("https://city.example/q#a.b.c")))
            .create().start().resume().newIntent(Intent(Intent.ACTION_MAIN)).pause().stop().destroy()
    }

    @Test
    fun the_dialler_opens_with_the_number_and_calls_nobody() {
        app.shell.go.call("0571-1234 5678")
        val opened = shadowOf(app).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, opened.action)
        assertEquals("tel:057112345678", opened.dataString)
    }

    @Test
    fun what_was_chosen_is_there_after_a_new_start() {
        app.shell.settings.toggleElder()
        app.shell.settings.speak(Language.En)
        val again = Shell(app).settings
        assertTrue(again.choices.elder)
        assertEquals(Language.En, again.language)
    }

    @Test
    fun whoever_removes_animations_sees_none() {
        assertFalse(Choices().asSystemSays(app, dark = false).reducedMotion)
        Settings.Global.putFloat(app.contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 0f)
        val choices = Choices(elder = true).asSystemSays(app, dark = true)
        assertTrue(choices.reducedMotion && choices.dark && choices.elder)
    }

    @Test
    fun without_a_scanner_none_is_offered() {
        assertNull(app.shell.go.scan)
        assertNotNull(Shell(app, scanner = { _, _ -> }).go.scan)
    }

    @Test
    fun the_systems_dialog_says_what_is_agreed_to() {
        val words = DialogWords(app.shell.settings)
        assertEquals("确认缴费 2,000.00 元", words.title(Prompt.ConfirmPayment(Money(200_000))))
        app.shell.settings.speak(Language.En)
        assertEquals("Confirm a payment of 2,000.00 yuan", words.title(Prompt.ConfirmPayment(Money(200_000))))
        assertEquals(4, listOf(Prompt.ConfirmPayment(Money(1)), Prompt.ConfirmCancel, Prompt.ConfirmLossReport, Prompt.Enrol).map(words::title).toSet().size)
    }

    @Test
    fun an_app_built_for_no_bureau_has_no_configuration() = assertEquals("", bureau(app))
}
