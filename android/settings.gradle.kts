// The app for phones. Neither Gradle nor the Android SDK can be had where this is developed: these files were never run (README, "Verified here").
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "shebao"
include(":ui", ":app")
