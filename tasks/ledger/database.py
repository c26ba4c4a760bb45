"""Open the ledger's SQLite file, and refuse one that cannot be trusted."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from tasks.errors import LedgerError
from tasks.ledger.migrations import migrate
from tasks.ledger.schema import VERSION

# On every connection. WAL lets a run write while a person looks; a second run waits 30 s.
_SETTINGS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
)
_SET_ASIDE: Final = "请把这个文件改名保留（例如加上“备份”二字）后重新运行，程序会新建一个。"


def open_database(path: Path) -> Engine:
    """Return the database at `path`, made when there is none, of the present version.

    Raises `LedgerError` when the file is damaged, not ours, or from a newer version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "connect", _set_up)
    with engine.connect() as connection:
        _check(connection, path)
        if _number(connection, "PRAGMA user_version") < VERSION:
            connection.commit()
            migrate(connection)
    return engine


def damaged(path: Path) -> LedgerError:
    """Return the error that says the file is damaged."""
    return LedgerError(f"台账文件已损坏：{path}", remedy=_SET_ASIDE)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """Apply the settings to a new connection."""
    for statement in _SETTINGS:
        connection.execute(statement)


def _check(connection: Connection, path: Path) -> None:
    """Raise `LedgerError` unless the file is sound and of a version known here."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise damaged(path)
    version = _number(connection, "PRAGMA user_version")
    if version > VERSION:
        message = (
            f"台账文件由更新版本的程序写成（版本 {version}，本程序只认识到 {VERSION}）：{path}"
        )
        raise LedgerError(message, remedy="请升级程序，或换用原来的程序版本。")
    if version == 0 and _number(connection, "SELECT count(*) FROM sqlite_master"):
        message = f"这个文件不是本程序的台账：{path}"
        raise LedgerError(message, remedy=_SET_ASIDE)


def _number(connection: Connection, statement: str) -> int:
    """Return the one number that the statement gives."""
    return int(connection.exec_driver_sql(statement).scalar_one())


def check_integrity(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite finds wrong with the whole file and its references; () when sound."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    faults = [line for line in found if line != "ok"]
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return (*faults, *(f"{row[0]}: row {row[1]} refers to no {row[2]}" for row in dangling))
