#!/usr/bin/env bash
# Downloads what the named suites need, while the first of them compiles. Each suite also does this by itself: this only saves time.
set -uo pipefail
cd "$(dirname "$0")/../.."
has() { local want=$1; shift; for s in "$@"; do [ "$s" = "$want" ] && return 0; done; return 1; }
rc=0
if has kotlin "$@" || has screens "$@"; then tests/suites/jvm-setup || rc=1; fi
if has mobile "$@"; then tests/mobile/setup || rc=1; fi
if has swift "$@" && [ -x ios/swift-env ]; then ios/swift-env setup || rc=1; fi
exit $rc
