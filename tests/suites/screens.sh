#!/usr/bin/env bash
# The Compose screens on the JVM: every state drawn to a picture in every way of looking at it, names and sizes of all targets checked, and a
# person's way through them touched over the real core and sandbox. Pictures: android/desktop/target/png. Downloads: Maven's libraries, a font.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/jvm.sh
needs screens javac mvn cargo npm

echo "== the font"
font=$(android/desktop/font)
echo "== the core, its bindings, the sandbox"
built=$(android/desktop/bindings)
cargo build -q -p shebao-tour

echo "== the screens"
status=0
# Stale classes end in NoSuchMethodError.
(cd android/desktop && rm -rf target/classes target/test-classes target/surefire-reports target/png && mvn -q -B -Dcore.lib="$built" -Dfont.dir="$font" test) || status=$?
reports android/desktop/target/surefire-reports "$status"
