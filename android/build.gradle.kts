buildscript {
    dependencies {
        // The Android plugin compiles Kotlin by itself, with the version found here.
        classpath(libs.kotlin.gradle)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.android.library) apply false
    alias(libs.plugins.compose) apply false
}
