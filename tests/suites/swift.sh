#!/usr/bin/env bash
# Suite swift: the Swift bindings, the shell's models and words, the SwiftUI screens evaluated, and the journey; on Linux, with a real Swift.
# What only Apple has (the app target, the Keychain, the project) is checked as far as text can be: it is not compiled here.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh
target=${CARGO_TARGET_DIR:-target}
generated=$PWD/ios/Generated
journey=$PWD/tests/bindings/swift

if ! ios/swift-env setup; then
    skip 1 "swift" "no Swift: setting up needs root, Debian's apt and 5 GB (see above)"
    count
    exit
fi

build_core_and_program() {
    ios/bindings &&
        { cmp -s "$target/debug/shebao" "$generated/shebao" || cp "$target/debug/shebao" "$generated/shebao"; }
}

# limited SECONDS CMD…: what hangs is ended, and said.
limited() {
    local rc=0
    timeout --kill-after=5 "$@" || rc=$?
    case $rc in 124 | 137) echo "ended after $1 s without an end of its own: ${*:2}" ;; esac
    return $rc
}

# Each test of `swift test` counts.
swift_tests() {
    local out rc=0 p f
    out=$(mktemp)
    limited 900 ios/swift-env run ios test 2>&1 | tee "$out" | grep -vE '^\[|^(◇|↳) ' || true
    rc=${PIPESTATUS[0]}
    p=$(grep -E '^✔ Test .* passed after' "$out" | grep -cv '^✔ Test run with' || true)
    f=$(grep -E '^✘ Test .* failed after' "$out" | grep -cv '^✘ Test run with' || true)
    rm -f "$out"
    if [ "$p" -eq 0 ] || { [ "$rc" -ne 0 ] && [ "$f" -eq 0 ]; }; then f=$((f + 1)); fi
    passed=$((passed + p)) failed=$((failed + f))
    echo "swift test: $p passed, $f failed"
}

the_journey() {
    rm -f target/bindings/swift.txt
    # SwiftPM's plan does not see that a file of the package it depends on came or went.
    rm -f "$journey/.build/debug.yaml" "$journey"/.build/*/debug/description.json
    # Nor that a class of it has another layout: what calls it would jump to what stood there before.
    rm -rf "$journey"/.build/*/debug/journey.build
    limited 900 ios/swift-env run "$journey" build --quiet &&
        limited 300 ios/swift-env exec "$journey" .build/debug/journey "$PWD/target/bindings/swift.txt"
}

# What was to be read on each screen of a person's way through the app: tests/bindings/SCREENS.md.
every_screen_was_read() {
    local screen missing=0
    for screen in signed-out enrol identity one-time-code pin home home-elder card card-revealed card-offline insurance inbox settings settings-en \
        payments choose review confirming paid order receipt lock lock-wrong \
        mandates-none mandate-choose mandate-review mandate-done mandates mandate-stopped; do
        grep -q "^$screen: " "$SHEBAO_SCREENS" || { echo "nothing was read on $screen"; missing=1; }
    done
    return $missing
}

# The other half of the manifest: no stand-in in it, and the core from its xcframework.
package_as_a_mac_reads_it() {
    local mac=$PWD/target/mac-package
    rm -rf "$mac" && mkdir -p "$mac"
    sed 's/#if os(Linux)/#if os(macOS)/' ios/Package.swift >"$mac/Package.swift"
    ios/swift-env run "$mac" package dump-package >"$mac/package.json" && python3 - "$mac/package.json" <<'PY'
import json, sys
targets = {t["name"]: t for t in json.load(open(sys.argv[1]))["targets"]}
assert set(targets) == {"ShebaoCoreFFI", "ShebaoCore", "Words", "Kit", "Screens"}, sorted(targets)
assert targets["ShebaoCoreFFI"]["type"] == "binary" and targets["ShebaoCoreFFI"]["path"].endswith(".xcframework"), targets["ShebaoCoreFFI"]
PY
}

export SHEBAO_PROGRAM=$generated/shebao SHEBAO_SCREENS=$PWD/target/bindings/swift-screens.txt
mkdir -p target/bindings && rm -f "$SHEBAO_SCREENS"
step "core, bindings, words, sandbox" build_core_and_program
if [ "$failed" -eq 0 ]; then
    echo "== the shell's tests"
    swift_tests
    step "every screen was read" every_screen_was_read
    if [ -f target/bindings/kotlin-screens.txt ]; then
        step "both shells' screens say the same" tests/bindings/compare-screens target/bindings/kotlin-screens.txt "$SHEBAO_SCREENS"
    else
        skip 1 "both shells' screens say the same" "target/bindings/kotlin-screens.txt is not there; the screens suite writes it"
    fi
    step "the journey through the generated bindings" the_journey
    if [ -f target/bindings/kotlin.txt ] && [ -f target/bindings/swift.txt ]; then
        step "Kotlin and Swift say the same" diff -u target/bindings/kotlin.txt target/bindings/swift.txt
    else
        skip 1 "Kotlin and Swift say the same" "target/bindings/kotlin.txt or swift.txt is not there; the kotlin suite writes the first"
    fi
fi
step "the package as a Mac reads it" package_as_a_mac_reads_it
step "project, plists, entitlements" python3 ios/App/check.py
step "plists as the system's own tool reads them" ios/swift-env exec "$PWD/ios" plutil -lint -- App/Info.plist App/PrivacyInfo.xcprivacy App/Shebao.entitlements
count
