"""Whole runs with the ledger in a PostgreSQL database: the same outputs, nothing told."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from flows.correcting import run_corrections
from flows.direct import run_directly
from flows.doctor import State, examine_surroundings
from flows.settings import LEDGER, Workspace
from tasks.errors import LedgerError
from tasks.ledger import Ledger
from tests.flow.test_corrections import REVIEWED, fill, run, value, workbook
from tests.flow.test_killed import killed_at
from tests.flow.workspaces import order_for, outputs
from tests.postgres import PASSWORD, secret

KILLED = "INSERT INTO contributions"
"""A statement in the midst of those that record the run."""


@pytest.fixture
def elsewhere(workspace: Workspace, database: URL, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return the workspace with its ledger in a database."""
    monkeypatch.setenv(LEDGER, secret(database).get_secret_value())
    return workspace


def test_a_run_gives_the_bytes_that_it_gives_with_a_file(
    elsewhere: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = Workspace(root=Path(shutil.copytree(elsewhere.root, tmp_path / "filed")))
    first, again = (run_directly(order_for(elsewhere, name)) for name in ("first", "again"))
    with Ledger(elsewhere.ledger) as ledger:
        assert [entry.run for entry in ledger.runs()] == ["first", "again"]
    monkeypatch.delenv(LEDGER)
    filed = run_directly(order_for(copied, "first"))
    assert outputs(Path(first.folder)) == outputs(Path(filed.folder))
    assert outputs(Path(first.folder)) == outputs(Path(again.folder))


def test_a_correction_is_made_once_and_undone(
    elsewhere: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run(elsewhere, "first")
    cells = {"复核": "更正", "更正值": 18}
    fill(workbook(first), elsewhere.inbox / REVIEWED, "区教育局8场次", **cells)
    assert [value(run(elsewhere, name)) for name in ("second", "third")] == [44, 44]
    run_corrections(["list"], elsewhere.root, entered="2026")
    assert "“8场次”：更正为18场次" in capsys.readouterr().out
    run_corrections(["undo", "1"], elsewhere.root, entered="2026")
    assert value(run(elsewhere, "fourth")) == 34


def test_the_password_is_nowhere_in_the_workspace_and_in_no_message(
    elsewhere: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(elsewhere, "first")
    (found,) = (item for item in examine_surroundings(elsewhere.root) if item.name == "台账")
    assert found.state is State.GOOD
    assert "postgresql://" in found.text
    assert PASSWORD not in found.text + capsys.readouterr().out + repr(elsewhere.ledger)
    files = [path for path in elsewhere.root.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if PASSWORD.encode() in path.read_bytes()]
    assert not elsewhere.ledger_file.exists()


def test_another_districts_database_stops_the_run(elsewhere: Workspace) -> None:
    run(elsewhere, "first")
    settings = elsewhere.profile / "district.toml"
    settings.write_text(settings.read_text("utf-8").replace("望澜区", "榕城区"), encoding="utf-8")
    with pytest.raises(LedgerError, match="望澜区的"):
        run(elsewhere, "second")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_run_leaves_the_database_sound(elsewhere: Workspace) -> None:
    before = outputs(Path(run_directly(order_for(elsewhere, "first")).folder))
    assert killed_at(elsewhere, f"sql:{KILLED}") == -signal.SIGKILL
    with Ledger(elsewhere.ledger) as ledger:
        assert ledger.faults() == ()
        assert ledger.runs()[0].run == "first"
    assert outputs(Path(run_directly(order_for(elsewhere, "third")).folder)) == before
