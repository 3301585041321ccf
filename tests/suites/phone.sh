# Sourced by suites that compile sled as phones do: for Android and iOS sled has no flusher thread, no file lock and an inline pool, and on
# Linux `--cfg miri` selects those branches. For that crate alone, so that all others stay as they ship. Into a target folder of its own: the core's
# file names do not tell which sled it stands on, so in one folder each kind would have the other compiled again.
phone_target=${CARGO_TARGET_DIR:-target}/phone

# as_phones_compile COMMAND …: that command of cargo's, into the folder.
as_phones_compile() {
    # Without line tables: these builds are of everything once more, and what fails here fails with its own message.
    RUSTC_WRAPPER=$PWD/tests/suites/phone-rustc CARGO_TARGET_DIR=$phone_target CARGO_PROFILE_DEV_DEBUG=false cargo "$@"
}

# is_as_on_a_phone FILE: the switch took. The threads of sled's pool carry this name on a desktop only.
is_as_on_a_phone() {
    if grep -aq 'sled-io-' "$1"; then
        echo "$1: sled was not compiled as on a phone" >&2
        return 1
    fi
}
