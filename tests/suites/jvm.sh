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

# Compilers that live for a minute: the second, slower way of compiling bytecode costs them more than it brings.
export MAVEN_OPTS="${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}"

# reports FOLDER STATUS …: counts the surefire reports of each Maven run, and a "step:NAME STATUS" as one test; the last line of a suite.
reports() {
    python3 - "$@" <<'PY'
import glob, sys, xml.etree.ElementTree as xml
passed = failed = skipped = 0
for folder, status in zip(sys.argv[1::2], sys.argv[2::2]):
    p = f = 0
    if folder.startswith("step:"):
        p, f = (1, 0) if status == "0" else (0, 1)
        print("ok:" if p else "FAILED:", folder.removeprefix("step:"))
    for path in sorted(glob.glob(folder + "/TEST-*.xml")):
        suite = xml.parse(path).getroot()
        for case in suite.iter("testcase"):
            name = case.get("classname").split(".")[-1] + "." + case.get("name")
            if case.find("failure") is not None or case.find("error") is not None:
                f += 1
                print("FAILED:", name)
            elif case.find("skipped") is not None:
                skipped += 1
                print("skipped:", name)
            else:
                p += 1
                print("ok: %s (%s s)" % (name, case.get("time")))
    # A build that broke off before its tests has failed, whatever it counted.
    if p + f == 0 or (status != "0" and f == 0):
        f += 1
        print("FAILED: Maven ended with status", status, "before", folder)
    passed += p
    failed += f
print("passed=%d failed=%d skipped=%d" % (passed, failed, skipped))
sys.exit(1 if failed else 0)
PY
}
