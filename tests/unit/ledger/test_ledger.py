"""The ledger keeps runs whole, and refuses files it cannot trust."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tasks.errors import LedgerError
from tasks.ledger import CorrectionEntry, Ledger, RunEntry, SubmissionEntry
from tasks.ledger.database import Place
from tasks.ledger.schema import RUNS, VERSION


def run(name: str, *files: str, outcome: str = "completed") -> RunEntry:
    """Return a run with these files."""
    return RunEntry(
        run=name,
        started="2026-03-02T09:00:00+08:00",
        district="望澜区",
        year=2025,
        program="0.1.0",
        outcome=outcome,
        submissions=tuple(
            SubmissionEntry(
                file=file, sha256="0" * 64, department=None, year=None, status="received", reason=""
            )
            for file in files
        ),
    )


def test_runs_come_back_as_they_were_in_order_also_after_closing(place: Place) -> None:
    with Ledger(place) as ledger:
        ledger.record_run(run("2", "b.docx", "a.docx"))
        ledger.record_run(run("1"))
    with Ledger(place) as ledger:
        assert ledger.runs() == (run("2", "b.docx", "a.docx"), run("1"))


def test_a_run_of_the_same_name_replaces_the_earlier_one(place: Place) -> None:
    with Ledger(place) as ledger:
        ledger.record_run(run("1", "a.docx", "b.docx"))
        ledger.record_run(run("1", "c.docx", outcome="partial"))
        assert ledger.runs() == (run("1", "c.docx", outcome="partial"),)


def test_a_run_is_kept_whole_or_not_at_all(place: Place) -> None:
    broken = SubmissionEntry(
        file=None,  # type: ignore[arg-type]
        sha256="",
        department=None,
        year=None,
        status="received",
        reason="",
    )
    entry = run("1", "a.docx")
    entry = RunEntry(
        **{name: getattr(entry, name) for name in RunEntry.__slots__ if name != "submissions"},
        submissions=(*entry.submissions, broken),
    )
    with Ledger(place) as ledger:
        with pytest.raises(LedgerError):
            ledger.record_run(entry)
        assert ledger.runs() == ()


def test_what_is_kept_is_there_again_in_place_of_what_was_there(place: Place) -> None:
    with Ledger(place) as ledger:
        ledger.keep({"a": b"\0one", "b": b""})
        ledger.keep({"a": b"\0another", "c": b"three"})
        assert ledger.recall(["a", "c", "d"]) == {"a": b"\0another", "c": b"three"}
        ledger.forget_all_but(["b", "d"])
        assert ledger.recall(["a", "b", "c"]) == {"b": b""}


def test_corrections_are_numbered_in_the_order_in_which_they_were_made(place: Place) -> None:
    said = [
        CorrectionEntry(entered="2026", author="王", source="", action=action, year=2025)
        for action in ("accept", "correct", "remove")
    ]
    with Ledger(place) as ledger:
        first = ledger.add_corrections(said)
        second = ledger.add_corrections(said[:1])
        assert [entry.id for entry in (*first, *second)] == [1, 2, 3, 4]
        assert ledger.corrections() == (*first, *second)


def test_two_at_once_lose_nothing(place: Place) -> None:
    """Each writer waits for the other; both run names and their one common report are kept."""
    with ThreadPoolExecutor(4) as threads, Ledger(place) as ledger:
        list(threads.map(ledger.record_run, (run(str(n), "a.docx") for n in range(12))))
        assert sorted(entry.run for entry in ledger.runs()) == sorted(map(str, range(12)))
        assert ledger.faults() == ()


def test_a_reader_sees_one_state_while_others_write(place: Place) -> None:
    with Ledger(place) as ledger, Ledger(place) as other:
        ledger.record_run(run("1", "a.docx"))
        with ledger._reading() as connection:
            count = select(func.count()).select_from(RUNS)
            before = connection.execute(count).scalar_one()
            other.record_run(run("2"))
            assert connection.execute(count).scalar_one() == before
        assert len(ledger.runs()) == before + 1


def test_the_file_is_in_wal_mode_with_its_version(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    Ledger(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize("data", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="损坏") as raised:
        Ledger(path)
    assert raised.value.remedy
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"PRAGMA user_version = {VERSION + 1}", "更新版本"),
        ("CREATE TABLE other (x)", "不是本程序"),
    ],
)
def test_a_newer_or_foreign_file_is_refused(tmp_path: Path, statement: str, words: str) -> None:
    path = tmp_path / "ledger.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match=words):
        Ledger(path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LedgerError, match="目录"):
        Ledger(tmp_path / "file" / "ledger.sqlite3")
