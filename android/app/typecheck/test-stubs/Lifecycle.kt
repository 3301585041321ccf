// Stands in for a part of androidx.test that Robolectric calls. For tests on this JVM only.
package androidx.test.runner.lifecycle
import android.app.Activity
enum class Stage { PRE_ON_CREATE, CREATED, STARTED, RESUMED, PAUSED, STOPPED, RESTARTED, DESTROYED }
enum class ApplicationStage { PRE_ON_CREATE, CREATED }
interface ActivityLifecycleCallback { fun onActivityLifecycleChanged(activity: Activity, stage: Stage) }
interface ActivityLifecycleMonitor {
    fun addLifecycleCallback(callback: ActivityLifecycleCallback)
    fun removeLifecycleCallback(callback: ActivityLifecycleCallback)
    fun getLifecycleStageOf(activity: Activity): Stage
    fun getActivitiesInStage(stage: Stage): Collection<Activity>
}
interface ApplicationLifecycleMonitor
class ActivityLifecycleMonitorRegistry { companion object {
    private var m: ActivityLifecycleMonitor? = null
    @JvmStatic fun getInstance(): ActivityLifecycleMonitor = m!!
    @JvmStatic fun registerInstance(x: ActivityLifecycleMonitor) { m = x }
} }
class ApplicationLifecycleMonitorRegistry { companion object { @JvmStatic fun registerInstance(x: ApplicationLifecycleMonitor) {} } }
