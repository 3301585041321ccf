package cn.shebao.app

/** What Gradle generates from build.gradle.kts. */
object BuildConfig {
    const val VERSION_NAME = "0.1.0"
}
