#!/usr/bin/env python3
"""Checks the app's manifest, resources and build files as text: Gradle and lint cannot run where this is developed."""
import pathlib
import re
import sys
import tomllib
import xml.etree.ElementTree as xml

app = pathlib.Path(__file__).resolve().parent
main = app / "src/main"
android = "{http://schemas.android.com/apk/res/android}"
wrong = []


def require(holds, what):
    if not holds:
        wrong.append(what)


def parsed(path):
    return xml.parse(main / path).getroot()


manifest = parsed("AndroidManifest.xml")
application = manifest.find("application")


def attribute(element, name):
    return element.get(android + name)


for name, value in {
    "allowBackup": "false",
    "usesCleartextTraffic": "false",
    "hasFragileUserData": "false",
    "dataExtractionRules": "@xml/data_extraction_rules",
    "fullBackupContent": "@xml/full_backup_content",
    "networkSecurityConfig": "@xml/network_security_config",
}.items():
    require(attribute(application, name) == value, f"application: {name} must be {value}")
for name in ("debuggable", "testOnly", "sharedUserId"):
    require(attribute(application, name) is None and attribute(manifest, name) is None, f"{name} must not be set by hand")

# Permissions: each has its reason in the manifest; a new one is a reviewed change.
asked = {attribute(p, "name").removeprefix("android.permission.") for p in manifest.iter("uses-permission")}
known = {"INTERNET", "ACCESS_NETWORK_STATE", "USE_BIOMETRIC", "USE_FINGERPRINT", "HIDE_OVERLAY_WINDOWS"}
require(asked == known, f"permissions: {sorted(asked ^ known)}")

# Only the one screen can be reached from outside: as the launcher's, and by the bureau's own links.
components = [c for kind in ("activity", "activity-alias", "service", "receiver", "provider") for c in application.iter(kind)]
require([attribute(c, "name") for c in components] == [".MainActivity"], "one component: .MainActivity")
for component in components:
    name = attribute(component, "name")
    require(attribute(component, "exported") in ("true", "false"), f"{name}: exported must be said")
    require(attribute(component, "exported") != "true" or name == ".MainActivity", f"{name} can be reached from outside")
    require(attribute(component, "launchMode") == "singleTask" and attribute(component, "taskAffinity") == "", f"{name}: a task of its own")
    for file in re.findall(r"^\.(\w+)$", name):
        require((main / f"kotlin/cn/shebao/app/{file}.kt").is_file(), f"no {file}.kt")
require((main / f"kotlin/cn/shebao/app/{attribute(application, 'name')[1:]}.kt").is_file(), "the application's class")
links = 0
for filter in manifest.iter("intent-filter"):
    actions = {attribute(a, "name") for a in filter.iter("action")}
    if actions == {"android.intent.action.MAIN"}:
        continue
    links += 1
    data = list(filter.iter("data"))
    require(actions == {"android.intent.action.VIEW"}, f"an intent nobody expects: {actions}")
    require(attribute(filter, "autoVerify") == "true", "links must be verified")
    require({attribute(d, "scheme") for d in data} <= {"https", None}, "links are https only")
    require({attribute(d, "host") for d in data} <= {"${bureauHost}", None}, "links of the bureau's host only")
    paths = {attribute(d, "path") or attribute(d, "pathPrefix") for d in data} - {None}
    # What core/src/citizen/link.rs reads.
    require(paths == {"/q", "/m/", "/a/"}, f"paths the core reads: {sorted(paths)}")
    require(any(attribute(d, "host") for d in data), "a filter without a host would take every link")
require(links == 1, "one filter for links")

# Nothing is ever copied off the phone.
domains = {p + d for p in ("", "device_") for d in ("root", "file", "database", "sharedpref")} | {"external"}


def excludes_all(element, what):
    require({e.tag for e in element} == {"exclude"}, f"{what}: only excludes")
    require({e.get("domain") for e in element if e.get("path") == "."} == domains, f"{what}: every domain, whole")


extraction = parsed("res/xml/data_extraction_rules.xml")
require({e.tag for e in extraction} == {"cloud-backup", "device-transfer"}, "rules for clouds and for the next phone")
for part in extraction:
    excludes_all(part, part.tag)
excludes_all(parsed("res/xml/full_backup_content.xml"), "full-backup-content")

network = parsed("res/xml/network_security_config.xml")
require([e.tag for e in network] == ["base-config"], "no exceptions for single hosts, nor for debugging")
require(network.find("base-config").get("cleartextTrafficPermitted") == "false", "no plain http")
require([c.get("src") for c in network.iter("certificates")] == ["system"], "no certificates that someone put on the phone")

# Every resource that is named is there, in both languages; the start window has the screens' own ground.
strings = {folder: {s.get("name") for s in parsed(f"res/{folder}/strings.xml")} for folder in ("values", "values-en")}
require(strings["values"] == strings["values-en"], "both languages have the same strings")
named = {match for file in main.rglob("*.xml") for match in re.findall(r'"@(\w+/\w+)"', file.read_text(encoding="utf-8"))}
there = {f"{file.parent.name.split('-')[0]}/{file.stem}" for file in (main / "res").rglob("*.xml")}
there |= {f"{e.tag}/{e.get('name')}" for file in (main / "res").glob("values*/*.xml") for e in xml.parse(file).getroot()}
require(named - {"color/ground"} <= there and "color/ground" in there, f"resources that are not there: {sorted(named - there)}")
palette = (app.parent / "ui/src/main/kotlin/cn/shebao/ui/look/Palette.kt").read_text(encoding="utf-8")
for folder in ("values", "values-night"):
    ground = parsed(f"res/{folder}/theme.xml").find("color").text
    require(f"ground = Color(0xFF{ground[1:]})" in palette, f"{folder}: {ground} is no ground of Palette.kt")

# The sources do what the manifest cannot say.
sources = {file.name: file.read_text(encoding="utf-8") for file in (main / "kotlin").rglob("*.kt")}
for file, line in {
    "Shield.kt": "window.addFlags(FLAG_SECURE)",
    "MainActivity.kt": "shield()",
    "Presence.kt": "BiometricPrompt.CryptoObject(signature)",
    "Specs.kt": "setIsStrongBoxBacked(true)",
}.items():
    require(line in sources[file], f"{file}: {line}")
drawn = sources["MainActivity.kt"]
require(drawn.index("        shield()") < drawn.index("setContent {"), "shielded before anything is drawn")
for file, text in sources.items():
    for word in ("Log.", "println(", "WebView", "MODE_WORLD", "TrustManager", "HostnameVerifier", "getExternal", "ClipboardManager"):
        require(word not in text, f"{file}: {word}")
    require(not re.search(r'"[^"\n]*[\u4e00-\u9fff]', text), f"{file}: words belong into core/words")

# Build files: the versions tested here are the versions shipped.
catalogue = tomllib.loads((app.parent / "gradle/libs.versions.toml").read_text(encoding="utf-8"))
poms = {path: (app.parent / path).read_text(encoding="utf-8") for path in ("desktop/pom.xml", "app/typecheck/pom.xml")}
for name, tag in {"kotlin": "kotlin.version", "coroutines": "coroutines", "jna": "jna"}.items():
    for path, pom in poms.items():
        require(f"<{tag}>{catalogue['versions'][name]}</{tag}>" in pom, f"{name} of libs.versions.toml is not that of {path}")
for library in list(catalogue["libraries"].values()) + list(catalogue["plugins"].values()):
    reference = library.get("version", {}).get("ref")
    require(reference is None or reference in catalogue["versions"], f"no version {reference}")
require(not any(re.search(r"alpha|beta|rc|SNAPSHOT|\+", v) for v in catalogue["versions"].values()), "stable versions only")
gradle = (app / "build.gradle.kts").read_text(encoding="utf-8")
used = set(re.findall(r"libs\.((?:plugins\.)?[a-z0-9.]+[a-z0-9])", gradle + (app.parent / "ui/build.gradle.kts").read_text() + (app.parent / "build.gradle.kts").read_text()))
have = {k.replace("-", ".") for k in catalogue["libraries"]} | {"plugins." + k.replace("-", ".") for k in catalogue["plugins"]}
require(used == have, f"named and not there, or there and not named: {sorted(used ^ have)}")
for line in ("minSdk = 26", "targetSdk = 37", "isMinifyEnabled = true", '"keep.pro"', 'abiFilters += listOf("arm64-v8a", "armeabi-v7a")'):
    require(line in gradle, f"build.gradle.kts: {line}")
require((app / "keep.pro").is_file() and "cn.shebao.core.**" in (app / "keep.pro").read_text(), "the bindings are kept from R8")
require("max-page-size=16384" in (app / "native").read_text(encoding="utf-8"), "16 KB pages")

for what in wrong:
    print(f"wrong: {what}")
sys.exit(1 if wrong else 0)
