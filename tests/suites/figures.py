#!/usr/bin/env python3
"""The figures that campaigns and benches write to target/figures, each {name, setting, seed, seconds, figures: [{figure, value, unit, goal, holds}]}.

figures.py DIR            prints those that do not hold. A figure never fails a run; a violation does so in its own test.
figures.py DIR README     writes them as the README's table, between its two marks, with the day of the oldest.
"""
import datetime
import json
import pathlib
import sys

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def number(value):
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def told(rows):
    """Those with a goal; of a list of many cases only the total, which comes first."""
    rows = [row for row in rows if row["goal"] != "any"]
    return rows if len(rows) <= 10 else rows[:1]


def setting(report):
    return report["setting"] if report["seed"] is None else f"{report['setting']}, seed {report['seed']}"


def table(paths):
    day = datetime.date.fromtimestamp(min(path.stat().st_mtime for path in paths))
    lines = [f"As of {day}, on 2 cores, some beside other suites.", "", "| campaign | setting | seconds | figures |", "|---|---|---|---|"]
    for path in paths:
        report = json.loads(path.read_text())
        figures = " · ".join(
            f"{row['figure']}: {number(row['value'])} {row['unit']}" + ("" if row.get("holds", True) else f" (goal {row['goal']} missed)")
            for row in told(report["figures"])
        )
        lines.append(f"| {report['name']} | {setting(report)} | {number(round(report['seconds']))} | {figures} |")
    return "\n".join(lines)


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
    if len(sys.argv) > 2:
        readme = pathlib.Path(sys.argv[2])
        before, rest = readme.read_text().split(BEGIN, 1)
        _, after = rest.split(END, 1)
        readme.write_text(f"{before}{BEGIN}\n{table(paths)}\n{END}{after}")
        return
    for path in paths:
        report = json.loads(path.read_text())
        for row in report["figures"]:
            if not row.get("holds", True):
                print(f"figure missed: {report['name']}: {row['figure']} = {row['value']} {row['unit']}, goal {row['goal']}")


main()
