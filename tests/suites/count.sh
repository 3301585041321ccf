# Sourced by suites: runs steps and counts them.
passed=0 failed=0 skipped=0

# step NAME CMD…: one test that passes if the command ends with 0.
step() {
    local name=$1 begun=$SECONDS
    shift
    echo "== $name"
    if "$@"; then
        passed=$((passed + 1))
        echo "ok: $name ($((SECONDS - begun)) s)"
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
    fi
}

# skip N NAME WHY: N tests that cannot run here.
skip() {
    skipped=$((skipped + $1))
    echo "skipped: $2: $3"
}

# cargo_tests NAME CMD…: a command that ends in cargo's test summaries; each test counts.
cargo_tests() {
    local name=$1 out rc=0 p f i
    shift
    echo "== $name"
    out=$(mktemp)
    # Not `|| true`: the first command's own status would be lost.
    "$@" 2>&1 | tee "$out"
    rc=${PIPESTATUS[0]}
    p=$(grep -E '^test result:' "$out" | sed -E 's/.* ([0-9]+) passed.*/\1/' | awk "{ n += \$1 } END { print n + 0 }")
    f=$(grep -E '^test result:' "$out" | sed -E 's/.* ([0-9]+) failed.*/\1/' | awk "{ n += \$1 } END { print n + 0 }")
    i=$(grep -E '^test result:' "$out" | sed -E 's/.* ([0-9]+) ignored.*/\1/' | awk "{ n += \$1 } END { print n + 0 }")
    rm -f "$out"
    p=${p:-0} f=${f:-0} i=${i:-0}
    if [ "$p" -eq 0 ] || { [ "$rc" -ne 0 ] && [ "$f" -eq 0 ]; }; then
        f=$((f + 1))
        echo "FAILED: $name (status $rc, $p passed)"
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + i))
}

# count: the last line of a suite.
count() {
    echo "passed=$passed failed=$failed skipped=$skipped"
    [ "$failed" -eq 0 ]
}
