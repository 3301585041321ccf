// Stands in for a part of androidx.test that Robolectric calls. For tests on this JVM only.
package androidx.test.internal.runner.lifecycle
import android.app.Activity
import android.app.Application
import androidx.test.runner.lifecycle.*
class ActivityLifecycleMonitorImpl : ActivityLifecycleMonitor {
    private val stages = java.util.WeakHashMap<Activity, Stage>()
    private val cbs = mutableListOf<ActivityLifecycleCallback>()
    override fun addLifecycleCallback(callback: ActivityLifecycleCallback) { cbs += callback }
    override fun removeLifecycleCallback(callback: ActivityLifecycleCallback) { cbs -= callback }
    override fun getLifecycleStageOf(activity: Activity): Stage = stages[activity] ?: Stage.DESTROYED
    override fun getActivitiesInStage(stage: Stage): Collection<Activity> = stages.filterValues { it == stage }.keys
    fun signalLifecycleChange(stage: Stage, activity: Activity) { stages[activity] = stage; cbs.toList().forEach { it.onActivityLifecycleChanged(activity, stage) } }
}
class ApplicationLifecycleMonitorImpl : ApplicationLifecycleMonitor { fun signalLifecycleChange(app: Application, stage: ApplicationStage) {} }
