// Stands in for a part of androidx.test that Robolectric calls. For tests on this JVM only.
package androidx.test.runner.intent
import android.app.Instrumentation
import android.content.Intent
interface IntentMonitor
interface IntentStubber { fun getActivityResultForIntent(intent: Intent): Instrumentation.ActivityResult? }
class IntentMonitorRegistry { companion object { @JvmStatic fun registerInstance(x: IntentMonitor) {} } }
class IntentStubberRegistry { companion object { @JvmStatic fun isLoaded(): Boolean = false; @JvmStatic fun getInstance(): IntentStubber = error("stub") } }
