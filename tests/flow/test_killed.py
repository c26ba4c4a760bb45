"""A run may be killed at any moment: the outbox holds each run whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.direct import run_directly
from flows.settings import Workspace
from flows.watch import Step
from tasks.ledger import Ledger
from tests.flow.workspaces import order_for, outputs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")

STEPS = [step.name for step in Step if step is not Step.START]
TOUCHES = ["1", "2", "5", "20"]
STATEMENTS = [3, 9, 16, 20, 23]
ROOT = Path(__file__).parents[2]


def killed_at(workspace: Workspace, where: str) -> int:
    command = [sys.executable, "-m", "tests.flow.killed_run", str(workspace.root), "second", where]
    return subprocess.run(command, check=False, cwd=ROOT, timeout=120).returncode


def runs(workspace: Workspace) -> dict[str, dict[str, str]]:
    year = workspace.outbox / "2025"
    return {
        path.name: outputs(path)
        for path in year.iterdir()
        if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
    }


@pytest.mark.parametrize("where", [*STEPS, *TOUCHES])
def test_a_killed_run_leaves_the_earlier_run_whole_and_no_half_one(
    workspace: Workspace, where: str
) -> None:
    before = outputs(Path(run_directly(order_for(workspace, "first")).folder))
    assert killed_at(workspace, where) == -signal.SIGKILL
    found = runs(workspace)
    found.pop("最新", None)  # a plain copy where links don't work
    assert found.pop("first") == before
    assert found in ({}, {"second": before})


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_run_killed_while_it_writes_the_ledger_leaves_it_sound(
    workspace: Workspace, statement: int
) -> None:
    """The next run is complete, and what an earlier one recorded is there."""
    before = outputs(Path(run_directly(order_for(workspace, "first")).folder))
    (workspace.inbox / "新.docx").write_bytes(b"PK\x03\x04 not a report")
    assert killed_at(workspace, f"sql:{statement}") == -signal.SIGKILL
    (workspace.inbox / "新.docx").unlink()
    with Ledger(workspace.ledger) as ledger:
        assert ledger.faults() == ()
        assert ledger.runs()[0].run == "first"
    assert outputs(Path(run_directly(order_for(workspace, "third")).folder)) == before
    with Ledger(workspace.ledger) as ledger:
        assert [run.run for run in ledger.runs()][-1] == "third"


@pytest.mark.parametrize("statement", [2, 9, 25])
def test_a_run_killed_while_it_makes_the_ledger_can_simply_be_run_again(
    workspace: Workspace, statement: int
) -> None:
    assert killed_at(workspace, f"sql:{statement}") == -signal.SIGKILL
    run_directly(order_for(workspace, "third"))
    with Ledger(workspace.ledger) as ledger:
        assert ledger.faults() == ()
        assert [run.run for run in ledger.runs()] == ["third"]


def test_after_a_killed_run_the_next_one_succeeds_and_clears_up(workspace: Workspace) -> None:
    assert killed_at(workspace, "20") == -signal.SIGKILL
    run_directly(order_for(workspace, "third"))
    left = {path.name for path in (workspace.outbox / "2025").iterdir()}
    assert left == {"third", "最新"}
