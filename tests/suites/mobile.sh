#!/usr/bin/env bash
# Suite mobile: the core as it ships to phones, built and linked on Linux, then looked at.
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh
out=${CARGO_TARGET_DIR:-target}

needs_only_what_ios_has() {
    tests/mobile/ios-needs "$out/aarch64-apple-ios/release/libshebao_core.a" >"$out/ios-needed.txt"
    diff -u tests/mobile/ios-needed.txt "$out/ios-needed.txt"
}
no_apple_openssl_or_main() { ! grep -E '^_main$|SSL_|_EVP_|_Sec[A-Z]' "$out/ios-needed.txt"; }
at_most() { # FILE MEGABYTES, stripped as an app's package carries it; the bindings' generator needs the unstripped one
    local size
    llvm-strip-19 -o "$out/stripped" "$1" || return 1
    size=$(stat -c %s "$out/stripped")
    echo "$1: $size bytes stripped"
    [ "$size" -le $(($2 * 1000000)) ]
}
refuses_a_newer_symbol() { # getentropy is of API 28: at 26 the stand-ins must not have it
    ! nm -D "${TMPDIR:-/tmp}/shebao-bionic-arm64-26/libc.so" | grep -w getentropy
}

if ! tests/mobile/setup; then
    skip 1 "mobile" "clang-19, lld-19, llvm-19 or Rust's targets could not be installed"
    count
    exit
fi
# Of Android's two, the one nearly all phones have is built as it ships; the other only as far as symbols and link errors need.
for built in "aarch64-linux-android arm64 release" "armv7-linux-androideabi arm proof"; do
    read -r target arch profile <<<"$built"
    step "$target links at Android 8 (API 26)" tests/mobile/android-link "$target" "$arch" 26 "$profile"
    step "$target: symbols, libraries, 16 KB pages, no text relocations" \
        python3 tests/mobile/bionic_stubs.py check tests/mobile/bionic-symbols.tsv "$arch" 26 "$out/$target/$profile/libshebao_core.so"
done
# 8.0 MB now; a tenth of that is one task of the runtime's for each call, which a boxed future would share.
step "aarch64-linux-android: at most 9 MB" at_most "$out/aarch64-linux-android/release/libshebao_core.so" 9
step "the check can fail: no newer symbol at API 26" refuses_a_newer_symbol
step "aarch64-apple-ios archive" tests/mobile/ios-archive
step "it needs only the listed system symbols" needs_only_what_ios_has
step "xcframework and its bindings, with stand-ins for Apple's tools" tests/mobile/xcframework "$out/aarch64-apple-ios/release/libshebao_core.a"
step "no OpenSSL, no Security framework, no main in it" no_apple_openssl_or_main
count
