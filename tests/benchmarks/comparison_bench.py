"""Our whole pipeline beside what other programs take only to convert the same files.

Whole runs with all outputs (without LibreOffice), with one worker, with two and by Prefect,
each in a fresh workspace and a process of its own; mammoth to HTML, markitdown to Markdown
(those that are installed) and the bare parse, each in one process. All of them by turns, in
rounds, the least of each counts. What others import is not counted, what we and our workers
import on the way is. Memory is that of the process that was started, without its workers.

Prefect's overhead is its run less the direct one, over as many reports of a few lines each:
beside longer ones it would be lost in the noise. Its database, made once in the life of a
workspace, is there already.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final
from unittest import mock

from flows.running import order_run, run_order
from flows.server import EmbeddedServer
from flows.settings import Workspace
from tests.benchmarks.growth_bench import STARTED, Cost, make_workspace, measured, run_here
from tests.benchmarks.reading_bench import bare
from tests.flow.workspaces import make_workspace as make_short_workspace

REPORTS: Final = 200
WORKERS: Final = {"whole run, 1 worker": 1, "whole run, 2 workers": 2}
ONE_WORKER, TWO_WORKERS = WORKERS
BY_PREFECT: Final = "whole run, 2 workers, by Prefect"
OVERHEAD_ROUNDS: Final = 3
CONVERTERS: Final = ("mammoth", "markitdown")
BARE: Final = "bare unzip + lxml"


def run_by_prefect(root: Path) -> Cost:
    """Run by Prefect, its server included, and return what it cost."""
    order = order_run(root, "run", STARTED, WORKERS[TWO_WORKERS])
    with mock.patch("flows.typesetting.find_typesetter", return_value=None):
        return measured(lambda: run_order(order, direct=False))


def prepare_prefect(root: Path) -> None:
    """Let Prefect make its database here, as it does once in the life of a workspace."""
    with EmbeddedServer(Workspace(root=root).prefect_home) as server:
        server.await_ready()


def converter(name: str) -> Callable[[bytes], object]:
    """Return what converts a file by this name."""
    if name == "mammoth":
        mammoth = importlib.import_module("mammoth")
        return lambda data: mammoth.convert_to_html(io.BytesIO(data))
    if name == "markitdown":
        markdown = importlib.import_module("markitdown").MarkItDown()
        return lambda data: markdown.convert_stream(io.BytesIO(data))
    return bare


def convert(root: Path, name: str) -> Cost:
    """Convert every report of the inbox, one after the other, and return what it cost."""
    work, files = converter(name), sorted((root / "inbox").glob("*.docx"))
    return measured(lambda: [work(path.read_bytes()) for path in files])


def cost_here(root: Path, name: str) -> Cost:
    """Do what is named in this process and return what it cost."""
    if name == BY_PREFECT:
        return run_by_prefect(root)
    if name in WORKERS:
        return run_here(root, "run", WORKERS[name])
    return convert(root, name)


def cost_elsewhere(made: Path, name: str) -> Cost:
    """Do what is named in another process, in a copy of the workspace."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(made, root)
        command = [sys.executable, "-m", __spec__.name, "--here", str(root), name]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Cost(**json.loads(said.splitlines()[-1]))


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least of each time and of memory: the rest is other programs' doing."""
    return Cost(
        cpu=min(cost.cpu for cost in costs),
        clock=min(cost.clock for cost in costs),
        peak=min(cost.peak for cost in costs),
    )


def by_turns(made: Path, names: Sequence[str], rounds: int) -> dict[str, Cost]:
    """Return the least cost of each, all of them done in every round."""
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            costs[name].append(cost_elsewhere(made, name))
    return {name: least(each) for name, each in costs.items()}


def show_all(costs: dict[str, Cost], reports: int) -> None:
    """Print a line for each, and how the whole run compares with each conversion."""
    for name, cost in costs.items():
        print(
            f"{name:<34}{cost.cpu:8.1f} s CPU{1000 * cost.cpu / reports:8.1f} ms each"
            f"{cost.clock:8.1f} s{reports / cost.clock:8.1f} reports/s{cost.peak:7.0f} MiB"
        )
    ours = costs[ONE_WORKER].cpu
    for name in (*CONVERTERS, BARE):
        if name in costs:
            print(f"{f'whole run, to {name} alone':<34}{ours / costs[name].cpu:8.2f} × CPU")
        else:
            print(f"{name:<34} is not installed: left out")


def make_short(root: Path, reports: int) -> None:
    """Make a workspace with so many departments that wrote a few lines each."""
    make_short_workspace(root, {f"第{number}局": number for number in range(2, reports + 2)})
    prepare_prefect(root)


def show_overhead(many: dict[str, Cost], one: dict[str, Cost], reports: int) -> None:
    """Print what Prefect adds to a direct run, for each report, and what of it is starting."""
    cpu, clock = (
        [
            getattr(costs[BY_PREFECT], kind) - getattr(costs[TWO_WORKERS], kind)
            for costs in (many, one)
        ]
        for kind in ("cpu", "clock")
    )
    for kind, (whole, start) in {"CPU": cpu, "by the clock": clock}.items():
        print(
            f"{f'Prefect over direct, {kind}':<34}{1000 * whole / reports:8.1f} ms each"
            f" ({whole:.1f} s, {start:.1f} s of it with a single report)"
        )


def main() -> None:
    """Measure everything by turns and print the table, the ratios and the overhead."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--here", nargs=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("reports", nargs="?", type=int, default=REPORTS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(asdict(cost_here(Path(asked.here[0]), asked.here[1]))))
        return
    installed = [name for name in CONVERTERS if importlib.util.find_spec(name)]
    with tempfile.TemporaryDirectory() as folder:
        made, short, single = (Path(folder) / name for name in ("many", "short", "one"))
        make_workspace(made, asked.reports)
        prepare_prefect(made)
        make_short(short, asked.reports)
        make_short(single, 1)
        both = (TWO_WORKERS, BY_PREFECT)
        many = by_turns(made, [BARE, *WORKERS, *installed, BY_PREFECT], asked.rounds)
        shorts = by_turns(short, both, OVERHEAD_ROUNDS)
        one = by_turns(single, both, OVERHEAD_ROUNDS)
    show_all(many, asked.reports)
    show_overhead(shorts, one, asked.reports)


if __name__ == "__main__":
    main()
