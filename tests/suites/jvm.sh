# Sourced by the suites that run on a JVM.

# needs SUITE PROGRAM…: installs what is missing by Debian's packages; where that cannot be done, the suite is skipped and says why.
needs() {
    local suite=$1 program missing=()
    shift
    tests/suites/jvm-setup >&2 || true
    for program in "$@"; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "skipped: $suite: ${missing[*]} missing: apt-get install openjdk-17-jdk-headless maven npm, and Rust by rustup"
    echo "passed=0 failed=0 skipped=1"
    exit 0
}

# reports FOLDER STATUS: counts the surefire reports; the last line of a suite.
reports() {
    python3 - "$1" "$2" <<'PY'
import glob, sys, xml.etree.ElementTree as xml
passed = failed = skipped = 0
for path in sorted(glob.glob(sys.argv[1] + "/TEST-*.xml")):
    suite = xml.parse(path).getroot()
    for case in suite.iter("testcase"):
        name = case.get("classname").split(".")[-1] + "." + case.get("name")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print("FAILED:", name)
        elif case.find("skipped") is not None:
            skipped += 1
            print("skipped:", name)
        else:
            passed += 1
            print("ok: %s (%s s)" % (name, case.get("time")))
# A build that broke off before its tests has failed, whatever it counted.
if passed + failed == 0 or (sys.argv[2] != "0" and failed == 0):
    failed += 1
    print("FAILED: Maven ended with status", sys.argv[2])
print("passed=%d failed=%d skipped=%d" % (passed, failed, skipped))
sys.exit(1 if failed else 0)
PY
}
