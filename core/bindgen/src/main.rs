//! Writes the Kotlin and Swift bindings from a built core library.

fn main() {
    uniffi::uniffi_bindgen_main()
}
