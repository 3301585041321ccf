#!/usr/bin/env python3
"""Checks what cannot be built on Linux as far as text can be: the project, the plists, the entitlements, the catalogue of words."""
import json
import pathlib
import plistlib
import sys

ios = pathlib.Path(__file__).resolve().parent.parent
wrong = []


def require(holds, what):
    if not holds:
        wrong.append(what)


info = plistlib.loads((ios / "App/Info.plist").read_bytes())
require(info["NSAppTransportSecurity"] == {"NSAllowsArbitraryLoads": False}, "plain http must stay refused")
require("NSFaceIDUsageDescription" in info, "asking for a face needs its reason")
require(not any(key.endswith("UsageDescription") and key != "NSFaceIDUsageDescription" for key in info), "a permission nobody asks for")
require(set(info["CFBundleLocalizations"]) == {"zh-Hans", "en"}, "both languages")

privacy = plistlib.loads((ios / "App/PrivacyInfo.xcprivacy").read_bytes())
require(privacy["NSPrivacyTracking"] is False and privacy["NSPrivacyTrackingDomains"] == [], "nobody is tracked")
for kind in privacy["NSPrivacyCollectedDataTypes"]:
    require(kind["NSPrivacyCollectedDataTypeTracking"] is False, f"{kind} is tracked")
    require(kind["NSPrivacyCollectedDataTypePurposes"] == ["NSPrivacyCollectedDataTypePurposeAppFunctionality"], f"{kind} is for the app only")
require(all(api["NSPrivacyAccessedAPITypeReasons"] for api in privacy["NSPrivacyAccessedAPITypes"]), "every such API needs its reason")

entitlements = plistlib.loads((ios / "App/Shebao.entitlements").read_bytes())
require(entitlements["com.apple.developer.default-data-protection"].startswith("NSFileProtectionComplete"), "files are protected")

# YAML without a library: two spaces, no tabs, every path there.
project = (ios / "project.yml").read_text(encoding="utf-8")
require("\t" not in project and all((len(line) - len(line.lstrip())) % 2 == 0 for line in project.splitlines()), "project.yml's indentation")
try:
    import yaml
    parsed = yaml.safe_load(project)
    target = parsed["targets"]["Shebao"]
    require(parsed["options"]["deploymentTarget"]["iOS"] == "16.0", "iOS 16")
    require(target["dependencies"] == [{"package": "Shebao", "product": "Shebao"}], "the app is built on the package")
except ImportError:
    pass
for path in ("App/Info.plist", "App/Shebao.entitlements"):
    require(path in project and (ios / path).is_file(), f"{path} of project.yml")

strings = ios / "Generated/Resources/Localizable.xcstrings"
if strings.is_file():
    catalogue = json.loads(strings.read_text(encoding="utf-8"))
    require(len(catalogue["strings"]) > 100, "the words' catalogue is short")

for what in wrong:
    print(f"wrong: {what}")
sys.exit(1 if wrong else 0)
