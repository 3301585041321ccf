#!/usr/bin/env bash
# The store's and the journal's tests over sled as phones compile it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/phone.sh
as_phones_compile test --locked -p shebao-core --features software-keystore,simulation --lib -- store:: journal:: inbox:: payments::
for library in "$phone_target"/debug/deps/libsled-*.rlib; do is_as_on_a_phone "$library"; done
