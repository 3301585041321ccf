#!/usr/bin/env bash
# The whole journey of tests/bindings/JOURNEY.md through the generated Kotlin bindings, on the JVM, over the real sandbox.
# Downloads its libraries by Maven. What the citizen would read is left in target/bindings/kotlin.txt, to be compared with Swift's.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/jvm.sh
needs kotlin javac mvn cargo

echo "== the core, its bindings, the sandbox"
built=$(android/desktop/bindings)

echo "== the journey"
# A failing test is counted from its report; Maven's own status only tells whether there is one.
status=0
(cd tests/bindings/kotlin && rm -rf target/classes target/test-classes target/surefire-reports && mvn -q -B -Dcore.lib="$built" test) || status=$?

if [ -f target/bindings/kotlin.txt ]; then
    echo "-- texts"
    cat target/bindings/kotlin.txt
    echo "-- end of texts"
fi
reports tests/bindings/kotlin/target/surefire-reports "$status"
