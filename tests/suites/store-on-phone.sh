#!/usr/bin/env bash
# The store's and the journal's tests over sled as phones compile it: for Android and iOS sled has no flusher thread, no file lock and an
# inline pool; `--cfg miri` selects those branches here. Set for that crate alone, so that all others stay as they ship.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${CARGO_TARGET_DIR:-target}/phone
mkdir -p "$out"
cat >"$out/rustc" <<'WRAPPER'
#!/usr/bin/env bash
rustc=$1
shift
case " $* " in
    *" --crate-name sled "*) exec "$rustc" --cfg miri "$@" ;;
    *) exec "$rustc" "$@" ;;
esac
WRAPPER
chmod +x "$out/rustc"
wrapper=$(cd "$out" && pwd)/rustc
RUSTC_WRAPPER=$wrapper CARGO_TARGET_DIR=$out cargo test --locked -p shebao-core --features software-keystore,simulation --lib -- store:: journal:: inbox:: payments::
# The switch took: the threads of sled's pool carry this name on a desktop only.
if grep -aq 'sled-io-' "$out"/debug/deps/libsled-*.rlib; then
    echo "sled was not compiled as on a phone" >&2
    exit 1
fi
