#!/usr/bin/env bash
# Suite campaigns: many order lives over the product's own code. Short by default, SHEBAO_CAMPAIGN=long for the long setting.
# Each prints its seed; SHEBAO_SEED=N replays one.
#
#   tests/suites/campaigns.sh [NAME…]     only those whose name holds one of these words, such as killing
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh
step "the program that is killed, with its store as phones compile it" tests/suites/phone-payer
export SHEBAO_PHONE_PAYER=$(realpath "${CARGO_TARGET_DIR:-target}")/phone/debug/payer
cargo_tests "campaigns (${SHEBAO_CAMPAIGN:-short})" cargo test --locked --profile campaign -p shebao-tests --test campaigns -- --nocapture --test-threads=1 "$@"
count
