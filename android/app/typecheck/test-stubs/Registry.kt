// Stands in for a part of androidx.test that Robolectric calls. For tests on this JVM only.
package androidx.test.platform.app
import android.app.Instrumentation
import android.os.Bundle
class InstrumentationRegistry { companion object {
    private var i: Instrumentation? = null
    @JvmStatic fun registerInstance(x: Instrumentation?, b: Bundle?) { i = x }
    @JvmStatic fun getInstrumentation(): Instrumentation = i!!
} }
