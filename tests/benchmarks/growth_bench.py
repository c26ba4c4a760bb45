"""What a second run costs when one report changed, and what a run costs as reports grow more.

Whole direct runs with all outputs, each in a process of its own; CPU time of it and its
workers, so that another program on the machine does not count, and its peak of memory.
Generated reports of about 3,000 characters and 60 figures each. LibreOffice's page
numbers are left out: they take the same time in every run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Final
from unittest import mock

from flows.direct import run_directly
from flows.running import order_run
from flows.settings import Workspace
from tasks.profile.workspace import create_workspace
from tests.benchmarks.generated import report
from tests.benchmarks.memory_bench import peak

CHARACTERS: Final = 3_000
STARTED: Final = "2026-03-02T09:00:00+0800"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One run: CPU seconds of all its processes, seconds by the clock, peak memory in MiB."""

    cpu: float
    clock: float
    peak: float


def write_report(workspace: Workspace, number: int, seed: int) -> None:
    """Put the report of this department into the inbox."""
    name = f"第{number}局2025年法治政府建设年度报告.docx"
    (workspace.inbox / name).write_bytes(report(seed, items=2, characters=CHARACTERS))


def make_workspace(root: Path, reports: int) -> Workspace:
    """Return a workspace with so many departments, all of which reported."""
    create_workspace(root, district="望澜区", superior="", year=2025)
    workspace = Workspace(root=root)
    rows = "".join(f"第{number}局,,局\n" for number in range(reports))
    (workspace.profile / "roster.csv").write_text("名称,别名,类别\n" + rows, encoding="utf-8")
    for number in range(reports):
        write_report(workspace, number, number)
    return workspace


def measured(work: Callable[[], object]) -> Cost:
    """Return what the work cost in this process and in those it started."""
    began, clock = time.process_time(), time.perf_counter()
    work()
    stop = getattr(forkserver, "_forkserver", None)
    if stop is not None:
        stop._stop()  # noqa: SLF001 - the workers are its children: counted when it has ended
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        cpu=time.process_time() - began + workers.ru_utime + workers.ru_stime,
        clock=time.perf_counter() - clock,
        peak=peak(),
    )


def run_here(root: Path, run: str, workers: int | None = None) -> Cost:
    """Run in this process and return what it cost."""
    order = order_run(root, run, STARTED, workers)
    with mock.patch("flows.direct.find_typesetter", return_value=None):
        return measured(lambda: run_directly(order))


def run(workspace: Workspace, name: str) -> Cost:
    """Run in another process, print what it cost and return it."""
    command = [sys.executable, "-m", __spec__.name, "--here", str(workspace.root), name]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    cost = Cost(**json.loads(said.splitlines()[-1]))
    reports = len(list(workspace.inbox.glob("*.docx")))
    print(
        f"{name:<10}{reports:7d} reports{cost.cpu:9.1f} s CPU"
        f"{1000 * cost.cpu / reports:8.1f} ms each{cost.clock:9.1f} s{cost.peak:8.0f} MiB",
        flush=True,
    )
    return cost


def measure(root: Path, reports: int) -> Cost:
    """Run with so many reports, then again with one of them changed; return the first's cost."""
    workspace = make_workspace(root, reports)
    first = run(workspace, "full")
    write_report(workspace, reports // 2, reports)
    second = run(workspace, "second")
    print(f"{'second run, one changed, to the full one':<44}{second.cpu / first.cpu:8.1%} CPU")
    print(f"{'':<44}{second.clock / first.clock:8.1%} by the clock", flush=True)
    return first


def main() -> None:
    """Measure with each number of reports and print how time and memory grow."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--here", nargs=2)
    parser.add_argument("reports", nargs="*", type=int, default=[1_000, 5_000])
    asked = parser.parse_args()
    if asked.here:
        cost = run_here(Path(asked.here[0]), asked.here[1])
        print(json.dumps({"cpu": cost.cpu, "clock": cost.clock, "peak": cost.peak}))
        return
    costs = []
    for reports in asked.reports:
        with tempfile.TemporaryDirectory() as folder:
            costs.append(measure(Path(folder), reports))
    few, many, first, last = asked.reports[0], asked.reports[-1], costs[0], costs[-1]
    print(f"{f'time per report, {few} → {many}':<44}{last.cpu / many / (first.cpu / few):8.2f} ×")
    print(f"{f'memory, {few} → {many}':<44}{last.peak / first.peak:8.2f} ×")


if __name__ == "__main__":
    main()
