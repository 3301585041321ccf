plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.compose)
}

android {
    namespace = "cn.shebao.ui"
    compileSdk = 37
    defaultConfig { minSdk = 26 }
    buildFeatures { compose = true }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    // The bindings and the words, written by ../app/native. The screens and the app share one copy.
    sourceSets.named("main") { kotlin.directories += "../app/generated/kotlin" }
}

dependencies {
    api(platform(libs.compose.bom))
    api(libs.compose.foundation)
    api(libs.compose.material3)
    api(libs.coroutines.android)
    implementation(libs.annotation)
    // The AAR: it has JNA's own library for each ABI, 16 KB pages included (read from 5.19.1's ELF headers).
    api(libs.jna) { artifact { type = "aar" } }
}
