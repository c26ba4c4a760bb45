"""Runs killed at random points: `python -m tests.flow.power_loss FOLDER COUNT SEED`.

One process imports everything once and forks each run off, so that fifty of them cost what
ten would. Reports are read in the run itself (workers that die are `test_killed`'s matter)
and pages are not set. Prints a JSON line for each point: where it was, what was wrong then,
and what was wrong after the next run; both empty when all is well.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import openpyxl
from sqlalchemy import Engine, event

import flows.direct
from flows.direct import run_directly
from flows.pool import Result
from flows.settings import Workspace
from tasks.department.examine import examine
from tasks.intake.submission import Submission
from tasks.ledger import Ledger
from tasks.profile.model import Profile
from tests.flow.workspaces import make_workspace, order_for, outputs, report_of, write_docx

REPORTS: Final = {"区司法局": 21, "区教育局": 8, "区水利局": 5}
CHANGED: Final = "区水利局2025年法治政府建设年度报告.docx"
STEPS: Final = ("open", "os.", "shutil.", "sqlite3.", "tempfile.")
"""The audit events that a run's traces on a disk are made of."""


class InThisProcess:
    """A pool without processes."""

    def __init__(self, profile: Profile, **_limits: object) -> None:
        self._profile = profile

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def examine(self, chunk: Sequence[Submission]) -> tuple[Result, ...]:
        return tuple(examine(item, self._profile) for item in chunk)


def forked(work: Callable[[], None], *, kill_after: float | None = None) -> bool:
    """Do the work in a process of its own; say whether it was done and not killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - a forked process must not go on as its parent
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return status == 0


def each_step(step: Callable[[], None]) -> None:
    """Call `step` before everything that the run does to files or says to the ledger."""

    def hook(name: str, _arguments: object) -> None:
        if name.startswith(STEPS):
            step()

    sys.addaudithook(hook)
    for said in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, said, lambda *_arguments: step())


def killing(run: Callable[[], None], number: int) -> Callable[[], None]:
    """Return the run, ended at its step of this number as the power would end it."""

    def work() -> None:
        left = number

        def step() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        each_step(step)
        run()

    return work


def counted(run: Callable[[], None], told: Path) -> int:
    """Return how many steps the run has."""

    def work() -> None:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1

        each_step(step)
        run()
        told.write_text(str(count))

    forked(work)
    return int(told.read_text())


def prepared(folder: Path) -> Path:
    """Return a workspace after its first run, with a changed report and a review in its inbox."""
    workspace = make_workspace(folder / "base", REPORTS)
    forked(lambda: _run(workspace, "first"))
    (made,) = (workspace.outbox / "2025" / "first").glob("*.xlsx")
    book = openpyxl.load_workbook(made)
    sheet = book["数据明细"]
    places = {str(cell.value): at for at, cell in enumerate(sheet[3], start=1)}
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, places["原文数值"]).value == REPORTS["区教育局"]:
            sheet.cell(row, places["更正值"], 18)
    book.save(workspace.inbox / "复核.xlsx")
    write_docx(workspace.inbox / CHANGED, report_of("区水利局", 6))
    return workspace.root


def _run(workspace: Workspace, name: str) -> None:
    run_directly(order_for(workspace, name))


def found(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Return the runs that the outbox shows."""
    year = workspace.outbox / "2025"
    folders = (path for path in sorted(year.iterdir()) if path.is_dir() and not path.is_symlink())
    return {path.name: outputs(path) for path in folders if not path.name.startswith(".")}


def faults_after_kill(workspace: Workspace, before: Any, whole: Any) -> list[str]:  # noqa: ANN401 - outputs
    """Return what a run that was cut off has spoilt."""
    shown = found(workspace)
    faults = [] if shown.pop("first", None) == before else ["the earlier run's outputs"]
    if shown not in ({}, {"second": whole}):
        faults.append(f"half a run: {sorted(shown)}")
    with Ledger(workspace.ledger) as ledger:
        faults += ledger.faults()
        if [run.run for run in ledger.runs()][:1] != ["first"]:
            faults.append("the earlier run in the ledger")
        if len(ledger.corrections()) > 1:
            faults.append("a correction twice")
    return faults


def faults_after_next(workspace: Workspace, *, done: bool, before: Any, whole: Any) -> list[str]:  # noqa: ANN401 - outputs
    """Return what the next run has not made good."""
    shown = found(workspace)
    faults = [] if done else ["the next run failed"]
    if shown.get("first") != before or shown.get("third") != whole:
        faults.append("other outputs than undisturbed")
    if left := [p.name for p in (workspace.outbox / "2025").iterdir() if p.name.startswith(".")]:
        faults.append(f"left behind: {left}")
    with Ledger(workspace.ledger) as ledger:
        faults += ledger.faults()
        if [run.run for run in ledger.runs()][-1:] != ["third"]:
            faults.append("the run is not in the ledger")
        if [entry.new_value for entry in ledger.corrections()] != ["18"]:
            faults.append("the correction")
    return faults


def main(folder: Path, count: int, seed: int) -> None:
    """Kill `count` runs, two of three at a step, one of three after a time."""
    vars(flows.direct).update(Pool=InThisProcess, find_typesetter=lambda: None)
    chance = random.Random(seed)  # noqa: S311 - points to kill at, seeded
    base = prepared(folder)
    calm = Workspace(root=Path(shutil.copytree(base, folder / "calm", symlinks=True)))
    start = time.monotonic()
    steps = counted(lambda: _run(calm, "second"), folder / "steps")
    seconds = time.monotonic() - start
    before, whole = (found(calm)[name] for name in ("first", "second"))
    for number in range(count):
        place = folder / "struck"
        workspace = Workspace(root=Path(shutil.copytree(base, place, symlinks=True)))
        run = lambda: _run(workspace, "second")  # noqa: B023, E731 - done at once
        if number % 3 < 2:
            at = chance.randint(1, steps)
            where, done = f"step {at} of {steps}", forked(killing(run, at))
        else:
            delay = chance.uniform(0, seconds)
            where, done = f"after {delay / seconds:.0%}", forked(run, kill_after=delay)
        killed = faults_after_kill(workspace, before, whole)
        again = forked(lambda: _run(workspace, "third"))  # noqa: B023 - as above
        after = faults_after_next(workspace, done=again, before=before, whole=whole)
        print(json.dumps({"where": where, "finished": done, "killed": killed, "after": after}))  # noqa: T201 - what it is for
        shutil.rmtree(place)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
