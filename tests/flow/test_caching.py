"""A report is read once; what comes from the ledger is what would be read."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flows import caching
from flows.caching import Keep, examined, recall
from flows.composition import order_profile
from flows.direct import run_directly
from flows.outcome import Outcome
from flows.pool import Result
from flows.settings import Workspace
from tasks.department.examine import examine
from tasks.department.report import DepartmentReport
from tasks.intake.collect import collect
from tasks.intake.submission import Submission
from tasks.ledger import Ledger
from tests.flow.conftest import DEPARTMENTS
from tests.flow.test_corrections import fill
from tests.flow.workspaces import make_workspace, order_for, outputs, report_of, write_docx

NAME = "区水利局2025年法治政府建设年度报告.docx"


def read_by(workspace: Workspace) -> list[str]:
    """Return the files that are read now."""
    profile = order_profile(order_for(workspace, "x"))
    read: list[str] = []

    def look(fresh: tuple[Submission, ...], keep: Keep) -> tuple[Result, ...]:
        read.extend(item.file for item in fresh)
        return keep([examine(item, profile) for item in fresh])

    with Ledger(workspace.ledger) as ledger:
        examined(collect(workspace.inbox).submissions, profile, ledger, look)
    return read


def test_only_the_changed_file_is_read_again(workspace: Workspace) -> None:
    assert len(read_by(workspace)) == len(DEPARTMENTS)
    assert read_by(workspace) == []
    write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
    assert read_by(workspace) == [NAME]


def test_a_changed_profile_or_program_reads_all_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(workspace)
    settings = workspace.profile / "district.toml"
    settings.write_text(settings.read_text("utf-8").replace("澄州市", "别州市"), encoding="utf-8")
    assert len(read_by(workspace)) == len(DEPARTMENTS)
    monkeypatch.setattr(caching, "reading_digest", lambda: "another program")
    assert len(read_by(workspace)) == len(DEPARTMENTS)


def test_a_file_under_another_name_is_read_again(workspace: Workspace) -> None:
    read_by(workspace)
    (workspace.inbox / NAME).rename(workspace.inbox / "报告.docx")
    assert read_by(workspace) == ["报告.docx"]


def test_a_refused_file_is_tried_again(workspace: Workspace) -> None:
    (workspace.inbox / NAME).write_bytes(b"PK\x03\x04 cut off")
    read_by(workspace)
    assert read_by(workspace) == [NAME]


def test_what_is_known_is_what_would_be_read(workspace: Workspace) -> None:
    read_by(workspace)
    profile = order_profile(order_for(workspace, "x"))
    submissions = collect(workspace.inbox).submissions
    with Ledger(workspace.ledger) as ledger:
        known = recall(submissions, profile, ledger)
    assert sorted(known.values(), key=lambda report: report.submission.file) == [
        examine(item, profile) for item in submissions
    ]


def test_a_moved_workspace_knows_its_reports_by_their_place_now(workspace: Workspace) -> None:
    read_by(workspace)
    moved = Workspace(root=workspace.root.rename(workspace.root.with_name("elsewhere")))
    profile = order_profile(order_for(moved, "x"))
    with Ledger(moved.ledger) as ledger:
        known = recall(collect(moved.inbox).submissions, profile, ledger)
    assert all(str(moved.root) in report.submission.path for report in known.values())


def test_a_damaged_payload_is_read_again(workspace: Workspace) -> None:
    read_by(workspace)
    profile = order_profile(order_for(workspace, "x"))
    with Ledger(workspace.ledger) as ledger:
        keys = recall(collect(workspace.inbox).submissions, profile, ledger)
        ledger.forget_all_but(())
        ledger.keep(dict.fromkeys(keys, b"rubbish"))
    assert len(read_by(workspace)) == len(DEPARTMENTS)
    assert read_by(workspace) == []


def test_what_was_read_before_a_run_was_cut_off_is_known_to_the_next(workspace: Workspace) -> None:
    profile = order_profile(order_for(workspace, "x"))
    first, *others = collect(workspace.inbox).submissions

    def look(fresh: tuple[Submission, ...], keep: Keep) -> tuple[Result, ...]:
        keep([examine(fresh[0], profile)])
        raise KeyboardInterrupt

    with Ledger(workspace.ledger) as ledger, pytest.raises(KeyboardInterrupt):
        examined((first, *others), profile, ledger, look)
    assert read_by(workspace) == [item.file for item in others]


def test_files_that_are_gone_are_forgotten(workspace: Workspace) -> None:
    read_by(workspace)
    profile = order_profile(order_for(workspace, "x"))
    submissions = collect(workspace.inbox).submissions
    (workspace.inbox / NAME).unlink()
    read_by(workspace)
    with Ledger(workspace.ledger) as ledger:
        assert len(recall(submissions, profile, ledger)) == len(DEPARTMENTS) - 1


def test_a_run_from_the_ledger_writes_the_bytes_of_a_clean_one(tmp_path: Path) -> None:
    used = make_workspace(tmp_path / "used", DEPARTMENTS)
    run_directly(order_for(used, "first"))
    write_docx(used.inbox / NAME, report_of("区水利局", 6))
    clean = Workspace(root=tmp_path / "clean")
    for folder in ("inbox", "profile"):
        shutil.copytree(used.root / folder, clean.root / folder)
    again = run_directly(order_for(used, "second"))
    fresh = run_directly(order_for(clean, "second"))
    assert outputs(Path(again.folder)) == outputs(Path(fresh.folder))


def change_much(used: Workspace, first: Outcome) -> None:
    """Let her correct one report, another come anew, a third come in, a fourth go."""
    (workbook,) = Path(first.folder).glob("*.xlsx")
    cells = {"复核": "更正", "更正值": 18}
    fill(workbook, used.inbox / "复核.xlsx", "区教育局8场次", **cells)
    write_docx(used.inbox / NAME, report_of("区水利局", 6))
    write_docx(used.inbox / NAME.replace("水利", "民政"), report_of("区民政局", 11))
    (used.inbox / NAME.replace("水利", "司法")).unlink()


def test_changed_added_removed_and_corrected_reports_give_the_bytes_of_a_clean_run(
    tmp_path: Path,
) -> None:
    used = make_workspace(tmp_path / "used", {**DEPARTMENTS, "区民政局": 9, "区卫健局": 3})
    (used.inbox / NAME.replace("水利", "民政")).unlink()
    change_much(used, run_directly(order_for(used, "first")))
    clean = Workspace(root=tmp_path / "clean")
    for folder in ("inbox", "profile"):
        shutil.copytree(used.root / folder, clean.root / folder)
    again = run_directly(order_for(used, "second"))
    fresh = run_directly(order_for(clean, "second"))
    assert outputs(Path(again.folder)) == outputs(Path(fresh.folder))
    assert any(f.original for report in again.district.reports for f in report.figures)


def test_a_page_that_stays_the_same_is_one_file_in_both_runs(workspace: Workspace) -> None:
    first = run_directly(order_for(workspace, "first"))
    write_docx(workspace.inbox / NAME, report_of("区水利局", 6))
    second = run_directly(order_for(workspace, "second"))
    shared = {
        name
        for name in outputs(Path(first.folder))
        if (Path(first.folder) / name).samefile(Path(second.folder) / name)
    }
    assert shared == {"溯源/区司法局.html", "溯源/区教育局.html"}


def test_a_published_page_that_somebody_changed_is_not_taken_over(workspace: Workspace) -> None:
    first = run_directly(order_for(workspace, "first"))
    page = Path(first.folder) / "溯源" / "区司法局.html"
    said = page.read_bytes()
    page.write_bytes(said.replace("区司法局".encode(), "区某某局".encode()))
    second = run_directly(order_for(workspace, "second"))
    assert (Path(second.folder) / "溯源" / "区司法局.html").read_bytes() == said


def test_what_no_run_asks_for_any_more_is_dropped(workspace: Workspace) -> None:
    run_directly(order_for(workspace, "first"))
    pieces = count_pieces(workspace)
    (workspace.inbox / NAME).unlink()
    run_directly(order_for(workspace, "second"))
    assert 0 < count_pieces(workspace) < pieces
    assert not list(workspace.room.parent.glob("room*"))


def count_pieces(workspace: Workspace) -> int:
    with closing(sqlite3.connect(workspace.shelf)) as database:
        return int(database.execute("SELECT count(*) FROM pieces").fetchone()[0])


def test_last_years_totals_stand_beside_this_years(workspace: Workspace) -> None:
    first = run_directly(order_for(workspace, "first"))
    with Ledger(workspace.ledger) as ledger:
        (run,) = ledger.runs()
        ledger.record_run(replace(run, run="earlier", year=run.year - 1))
    second = run_directly(order_for(workspace, "second")).district
    assert [(name, value) for name, _, value in second.last_year] == [
        (total.indicator, total.value) for total in first.district.totals
    ]
    assert all(isinstance(item.report, DepartmentReport) for item in second.receipts)
