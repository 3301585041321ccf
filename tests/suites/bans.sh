#!/usr/bin/env bash
# What must never be in the library that ships: another crypto library, another TLS, test code. Works offline, from the lock file.
set -euo pipefail
cd "$(dirname "$0")/../.."
bad=0
for target in aarch64-linux-android aarch64-apple-ios x86_64-unknown-linux-gnu; do
    tree=$(cargo tree --locked --offline --package shebao-core --edges normal --prefix none --target "$target")
    for crate in aws-lc-rs aws-lc-sys openssl openssl-sys native-tls shebao-sandbox shebao-bindgen redb axum clap; do
        if grep -qE "^$crate v" <<<"$tree"; then
            echo "$crate must not be in what ships for $target:"
            cargo tree --locked --offline --package shebao-core --edges normal --target "$target" --invert "$crate" || true
            bad=1
        fi
    done
    grep -qE '^ring v' <<<"$tree" || { echo "ring is missing for $target: is this the right tree?"; bad=1; }
    if grep -E '^[^ ]+ v[^ ]*-(alpha|beta|rc|pre|dev)' <<<"$tree"; then echo "a prerelease must not ship"; bad=1; fi
done
# Features that are for tests must be off by default.
grep -qE '^default = \[\]$' core/Cargo.toml || { echo "core's default features must stay empty"; bad=1; }
exit $bad
