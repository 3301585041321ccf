#!/usr/bin/env python3
"""The figures that campaigns and benches write to target/figures, each {name, setting, seed, seconds, at, commit, figures: [{figure, value, unit,
goal, holds}]}. A row with "detail" is one of many cases, and may say more of itself.

figures.py DIR            prints those that do not hold. A figure never fails a run; a violation does so in its own test.
figures.py DIR README     writes them as the README's tables, and the details into tests/campaigns/FIGURES.md beside it, each between its two marks. What
                          DIR knows nothing of, such as the long setting, stays as it was.
"""
import datetime
import json
import pathlib
import sys

DETAILS = "tests/campaigns/FIGURES.md"


def number(value):
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def read(paths):
    for path in paths:
        report = json.loads(path.read_text())
        report.setdefault("at", path.stat().st_mtime)
        yield report


def when(reports):
    """The day of the oldest, and the commits they were measured at."""
    day = datetime.datetime.fromtimestamp(min(report["at"] for report in reports), datetime.timezone.utc).date()
    commits = sorted({report["commit"] for report in reports if report.get("commit")})
    return f"{day}" + (f", commit {', '.join(commits)}" if commits else "")


def cells(*values):
    return "| " + " | ".join(str(value).replace("|", "\\|") for value in values) + " |"


def table(reports):
    lines = [f"As of {when(reports)}, on 2 cores, some beside other suites.", "", cells("campaign", "setting", "seconds", "figures"), "|---|---|---|---|"]
    for report in reports:
        rows = [row for row in report["figures"] if not row.get("detail")]
        figures = " · ".join(
            f"{row['figure']}: {number(row['value'])} {row['unit']}" + ("" if row.get("holds", True) else f" (goal {row['goal']} missed)")
            for row in rows
        )
        setting = report["setting"] if report["seed"] is None else f"{report['setting']}, seed {report['seed']}"
        lines.append(cells(report["name"], setting, number(round(report["seconds"])), figures))
    return "\n".join(lines)


def planted(report):
    lines = [f"{when([report])}; a row is replayed by the campaign with `SHEBAO_SEED` set to its seed.", ""]
    lines += [cells("mistake", "what is wrong", "caught by", "in life", "seed", "what was seen"), "|---|---|---|---|---|---|"]
    for row in report["figures"]:
        if row.get("detail"):
            seen = row.get("violation", "").split(": ", 1)[-1]
            lines.append(cells(row["figure"], row["means"], row.get("rule", "**missed**"), number(row["value"]), row.get("seed", ""), seen))
    return "\n".join(lines)


def met(report):
    lives = report["figures"][0]
    lines = [f"{when([report])}; {number(lives['value'])} {lives['figure']}, from seed {report['seed']} on.", ""]
    lines += [cells("what happened", "lives that met it", "times"), "|---|---:|---:|"]
    lines += [cells(row["figure"], number(row["value"]), number(row["times"])) for row in report["figures"] if row.get("detail")]
    return "\n".join(lines)


def cases(report):
    lines = [f"{when([report])}, from seed {report['seed']} on.", "", cells("damage, and how the journal was found", "damages"), "|---|---:|"]
    lines += [cells(row["figure"], number(row["value"])) for row in report["figures"] if row.get("detail")]
    return "\n".join(lines)


def between(text, mark, content):
    """The text with this content between its two marks."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    before, rest = text.split(begin, 1)
    _, after = rest.split(end, 1)
    return f"{before}{begin}\n{content}\n{end}{after}"


def write(path, sections):
    text = path.read_text()
    for mark, content in sections:
        if f"<!-- {mark} -->" in text:
            text = between(text, mark, content)
    path.write_text(text)


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.json"))
    reports = list(read(paths))
    if len(sys.argv) == 2:
        for report in reports:
            for row in report["figures"]:
                if not row.get("holds", True):
                    print(f"figure missed: {report['name']} ({report['setting']}): {row['figure']} = {row['value']} {row['unit']}, goal {row['goal']}")
        return
    long = [report for report in reports if report["setting"] == "long"]
    short = [report for report in reports if report not in long]
    readme = pathlib.Path(sys.argv[2])
    write(readme, [(mark, table(some)) for mark, some in (("figures", short), ("figures of the long setting", long)) if some])
    ways = {"payments-planted-mistakes": planted, "payments-simulation": met, "payments-damage": cases}
    details = [(report, ways[report["name"]]) for report in reports if report["name"] in ways]
    write(readme.parent / DETAILS, [(f"{report['name']}, {report['setting']}", way(report)) for report, way in details])


main()
