// Stands in for a part of androidx.test that Robolectric calls. For tests on this JVM only.
package androidx.test.internal.runner.intent
class IntentMonitorImpl : androidx.test.runner.intent.IntentMonitor { fun signalIntent(i: android.content.Intent) {} }
