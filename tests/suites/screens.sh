#!/usr/bin/env bash
# The Compose screens on the JVM: every state drawn to a picture, names and sizes of all targets checked in every way of looking at it, and a person's
# way through them touched over the real core and sandbox. Pictures: android/desktop/target/png. Then the Android app around them: its
# manifest, resources and build files as text, its sources against the framework's own classes. Downloads: Maven's libraries, a font.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/jvm.sh
needs screens javac mvn cargo npm

echo "== the font"
font=$(android/desktop/font)
echo "== the core, its bindings, the sandbox"
built=$(android/app/bindings)

echo "== the screens"
status=0
rm -f target/bindings/kotlin-screens.txt
# Stale classes end in NoSuchMethodError.
(cd android/desktop && rm -rf target/classes target/test-classes target/surefire-reports target/png && mvn -q -B -Dcore.lib="$built" -Dfont.dir="$font" test) || status=$?

echo "== the Android app: manifest, resources, build files"
checked=0
python3 android/app/check.py || checked=$?
echo "== the Android app, against the framework's own classes"
app=0
(cd android/app/typecheck && rm -rf target/classes target/test-classes target/surefire-reports && mvn -q -B test) || app=$?

reports android/desktop/target/surefire-reports "$status" \
    "step:the Android app's manifest, resources and build files" "$checked" \
    android/app/typecheck/target/surefire-reports "$app"
