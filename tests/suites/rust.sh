#!/usr/bin/env bash
# Suite rust: format, lints, docs, bans, every test of the workspace, and the store as phones compile it.
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/suites/count.sh

step "format" cargo fmt --all --check
step "lints" cargo clippy --quiet --workspace --all-targets --locked -- -D warnings
# They are built by name alone, and `--all-targets` leaves them out.
step "lints of campaigns and benches" cargo clippy --quiet --package shebao-tests --test campaigns --bench pairs --locked -- -D warnings
step "words" cargo run --quiet --locked -p shebao-words -- check
step "bans in what ships" tests/suites/bans.sh
cargo_tests "unit tests, journeys, rules" cargo test --locked --workspace --no-fail-fast
step "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --quiet --locked --workspace --no-deps
cargo_tests "the store and the journal as phones compile them" tests/suites/store-on-phone.sh
step "the tour, from nothing to nothing" cargo run --quiet --locked -- --fast
count
