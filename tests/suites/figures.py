#!/usr/bin/env python3
"""figures.py DIR: prints the figures that do not hold. A figure never fails a run; a violation does so in its own test."""
import json
import pathlib
import sys

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    report = json.loads(path.read_text())
    for row in report["figures"]:
        if not row.get("holds", True):
            print(f"figure missed: {report['name']}: {row['figure']} = {row['value']} {row['unit']}, goal {row['goal']}")
