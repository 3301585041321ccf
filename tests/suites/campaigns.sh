#!/usr/bin/env bash
# Suite campaigns: many order lives over the product's own code. Short by default, SHEBAO_CAMPAIGN=long for the long setting.
# Each prints its seed; SHEBAO_SEED=N replays one.
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh
cargo_tests "campaigns (${SHEBAO_CAMPAIGN:-short})" cargo test --locked --profile campaign -p shebao-tests --test campaigns -- --nocapture --test-threads=1
count
