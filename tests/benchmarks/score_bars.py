"""Run `score.py` on the sets of gold and hold its lines against the bars.

    score_bars.py EVAL [--huizong PATH]

EVAL is the folder with `score.py`, `seed/` and `dev/`. Ends with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

BARS = {
    # set: {line of score.py: the least it may say}
    # the seed's gold lists only its sections' headings: those must be found, more is no fault
    "seed": {"F1": 1.0, "section placed": 1.0, "headings found": 1.0, "text kept": 1.0},
    "dev": {
        "F1": 0.99,
        "qualifier": 0.98,
        "kind": 0.98,
        "direction": 0.98,
        "indicator": 0.90,
        "text kept": 1.0,
        "department": 0.95,
        "year": 0.95,
        "title": 0.95,
        "headings": 0.98,
        "heading levels": 0.98,
        "section placed": 0.98,
    },
}

LINE = re.compile(r"^(?P<name>[A-Za-z][A-Za-z0-9 ]*?)(?:\s{2,}|\s*=\s*)(?P<rest>.*)$")
F1 = re.compile(r"F1\s*=?\s*(?P<value>[01]?\.\d+|[01])")
RECALL = re.compile(r"R\s(?P<value>[01]\.\d+)")
RATE = re.compile(r"^(?P<value>[01]\.\d+)\b")


def measures(output: str) -> dict[str, float]:
    """Return what each line of score.py says: its F1 where it has one, else its rate.

    A line with a recall gives one measure more, its name with ` found` behind it.
    """
    found = {}
    for line in output.splitlines():
        if match := LINE.match(line.strip()):
            rest = line if match["name"] == "F1" else match["rest"]
            value = F1.search(rest) or RATE.match(rest)
            if value:
                found[match["name"]] = float(value["value"])
            if recall := RECALL.search(rest):
                found[f"{match['name']} found"] = float(recall["value"])
    return found


def missed(name: str, output: str) -> list[str]:
    """Return one line per bar of the set that its measures don't reach."""
    found = measures(output)
    return [
        f"{name}: {measure} {found.get(measure, 'not measured')} < {bar}"
        for measure, bar in BARS[name].items()
        if found.get(measure, -1.0) < bar
    ]


def run_score(evaluation: Path, name: str, huizong: str) -> str:
    """Return score.py's output for one set."""
    command = f"{shlex.quote(huizong)} inspect --format json"
    program = [sys.executable, str(evaluation / "score.py"), str(evaluation / name)]
    done = subprocess.run(
        [*program, "--command", command], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def main() -> int:
    """Score every set, print everything, and return 1 when a bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("evaluation", type=Path)
    ask.add_argument("--huizong", default="huizong")
    asked = ask.parse_args()
    failures = []
    for name in BARS:
        output = run_score(asked.evaluation, name, asked.huizong)
        print(f"── {name}\n{output}")
        failures += missed(name, output)
    print("\n".join(failures) or "every bar is reached")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
