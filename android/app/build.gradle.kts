import groovy.json.JsonSlurper
import java.net.URI

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose)
}

// The bureau's public configuration: -Pbureau=FILE. Without it the app builds, opens nothing, and its first screen says so.
val bureau = providers.gradleProperty("bureau").map { layout.projectDirectory.file(it) }
val host = bureau.map { URI((JsonSlurper().parse(it.asFile) as Map<*, *>)["gateway"] as String).host }.orElse("bureau.invalid")

android {
    namespace = "cn.shebao.app"
    compileSdk = 37
    defaultConfig {
        applicationId = "cn.shebao.app"
        minSdk = 26
        targetSdk = 37
        versionCode = 1
        versionName = "0.1.0"
        // The links that open this app are those of the bureau's own host; it proves that by its assetlinks.json.
        manifestPlaceholders["bureauHost"] = host.get()
        // The ABIs that ./native builds. x86_64 is for emulators: build it with SHEBAO_ABIS and add it here.
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a") }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "keep.pro")
        }
    }
    buildFeatures {
        buildConfig = true
        compose = true
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets.named("main") {
        jniLibs.directories += "generated/jniLibs"
        assets.directories += "generated/assets"
    }
    // Libraries stay uncompressed and are mapped from the package as they are, on 16 KB boundaries: ./native links them so.
    packaging { jniLibs { useLegacyPackaging = false } }
    bundle { language { enableSplit = false } }
    lint {
        abortOnError = true
        checkDependencies = true
    }
}

val putBureau = tasks.register<Sync>("putBureau") {
    from(bureau) { rename { "bureau.json" } }
    into("generated/assets")
}
tasks.named("preBuild") { dependsOn(putBureau) }

dependencies {
    implementation(project(":ui"))
    implementation(libs.activity.compose)
    implementation(libs.annotation)
}
