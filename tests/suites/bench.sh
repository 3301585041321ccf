#!/usr/bin/env bash
# Suite bench, only by name: ratios against a peer in one run, printed and written to target/figures. It fails only if it cannot run.
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh
step "the journal beside bare writes" cargo bench --quiet --locked -p shebao-tests --bench pairs --profile campaign
count
