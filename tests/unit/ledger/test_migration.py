"""A ledger of the first version is brought to the present one and keeps what it held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tasks.errors import LedgerError
from tasks.ledger import CorrectionEntry, Ledger
from tasks.ledger.schema import METADATA, VERSION

FIRST = """
CREATE TABLE runs (id INTEGER NOT NULL PRIMARY KEY, run VARCHAR NOT NULL UNIQUE,
  started VARCHAR NOT NULL, district VARCHAR NOT NULL, year INTEGER NOT NULL,
  program VARCHAR NOT NULL, outcome VARCHAR NOT NULL);
CREATE TABLE submissions (run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
  department VARCHAR, year INTEGER, status VARCHAR NOT NULL, reason VARCHAR NOT NULL,
  PRIMARY KEY (run_id, position));
INSERT INTO runs VALUES (1, 'r1', '2026-03-02', '望澜区', 2025, '0.1.0', 'partial');
INSERT INTO submissions VALUES (1, 0, 'a.docx', 'f0', '区司法局', 2025, 'received', '');
PRAGMA user_version = 1;
"""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST)
    connection.close()
    return path


def columns(path: Path) -> dict[str, set[str]]:
    connection = sqlite3.connect(path)
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    found = {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names
    }
    connection.close()
    return found


def test_what_the_first_version_held_is_there(first: Path) -> None:
    with Ledger(first) as ledger:
        (run,) = ledger.runs()
        assert (run.run, run.outcome) == ("r1", "partial")
        assert [(item.file, item.counts) for item in run.submissions] == [("a.docx", False)]
        assert ledger.faults() == ()


def test_a_migrated_ledger_has_the_tables_of_a_new_one(first: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite3"
    Ledger(first).close()
    Ledger(new).close()
    assert columns(first) == columns(new)
    assert set(columns(new)) == set(METADATA.tables)


def test_a_migration_that_is_cut_off_changes_nothing(first: Path) -> None:
    """The last statement fails, after all tables were made."""
    connection = sqlite3.connect(first)
    connection.execute("CREATE TABLE other (x)")
    connection.execute("CREATE INDEX ix_submissions_report_id ON other (x)")
    connection.commit()
    connection.close()
    before = columns(first)
    with pytest.raises(LedgerError):
        Ledger(first)
    assert columns(first) == before


def test_the_version_is_the_present_one_afterwards(first: Path) -> None:
    Ledger(first).close()
    connection = sqlite3.connect(first)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()


@pytest.mark.parametrize(
    "statement", ["UPDATE corrections SET author = 'x'", "DELETE FROM corrections"]
)
def test_the_audit_log_can_only_be_added_to(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "ledger.sqlite3"
    entry = CorrectionEntry(entered="2026", author="王", source="", action="accept", year=2025)
    with Ledger(path) as ledger:
        (kept,) = ledger.add_corrections([entry])
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        connection.execute(statement)
    connection.close()
    with Ledger(path) as ledger:
        assert ledger.corrections() == (kept,)


def test_the_second_version_gets_a_place_for_what_reports_said(tmp_path: Path) -> None:
    path, new = tmp_path / "ledger.sqlite3", tmp_path / "new.sqlite3"
    Ledger(path).close()
    Ledger(new).close()
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE texts; PRAGMA user_version = 2;")
    connection.close()
    with Ledger(path) as ledger:
        assert ledger.faults() == ()
    assert columns(path) == columns(new)
