"""The ledger in one SQLite file of the workspace: the rule, and all that one office needs."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from tasks.errors import LedgerError
from tasks.ledger.schema import GUARDS
from tasks.ledger.store import Store

# On every connection. WAL lets a run write while a person looks; a second run waits 30 s.
_SETTINGS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
)
_SET_ASIDE: Final = "请把这个文件改名保留（例如加上“备份”二字）后重新运行，程序会新建一个。"


class SqliteFile(Store):
    """A ledger in a file."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self._path = path

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self._path)

    def engine(self) -> Engine:
        """Return an engine for the file, its folder made."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"无法建立台账目录：{self._path.parent}（{error.strerror}）"
            raise LedgerError(message, remedy="请检查写入权限。") from error
        # One at a time asks for it; to open it for each report takes ten times as long as to ask.
        engine = create_engine(
            URL.create("sqlite", database=str(self._path)), pool_size=1, max_overflow=-1
        )
        event.listen(engine, "connect", _set_up)
        return engine

    def check(self, connection: Connection) -> None:
        """Raise `LedgerError` when the file is damaged."""
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise self._damaged()

    def version(self, connection: Connection) -> int:
        """Return the file's user_version."""
        return _number(connection, "PRAGMA user_version")

    def stamp(self, connection: Connection, version: int) -> None:
        """Write the file's user_version; it belongs to the transaction like any other page."""
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")

    def foreign(self, connection: Connection) -> LedgerError | None:
        """Return an error when the file holds tables, which cannot be ours."""
        if not _number(connection, "SELECT count(*) FROM sqlite_master"):
            return None
        return LedgerError(f"这个文件不是本程序的台账：{self._path}", remedy=_SET_ASIDE)

    def begin_reading(self, connection: Connection) -> None:
        """Begin a transaction; SQLite's driver would begin none to read."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection) -> None:
        """Begin with the file's write lock."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the whole file, its references and our triggers."""
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        there = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).scalars()
        return (
            *(line for line in found if line != "ok"),
            *(f"{row[0]} 第{row[1]}行所指的 {row[2]} 不存在" for row in dangling),
            *(f"更正记录缺少保护（{name}）" for name in sorted(set(GUARDS) - set(there))),
        )

    def explained(self, error: DBAPIError) -> LedgerError:
        """Return that the file cannot be read or written, or that it is damaged."""
        if not isinstance(error, OperationalError):
            return self._damaged()
        return LedgerError(
            f"台账文件无法读写：{self._path}（{error.orig}）",
            remedy="请检查磁盘空间和写入权限，并确认没有另一次运行正在进行。",
        )

    def _damaged(self) -> LedgerError:
        return LedgerError(f"台账文件已损坏：{self._path}", remedy=_SET_ASIDE)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """Apply the settings to a new connection."""
    for statement in _SETTINGS:
        connection.execute(statement)


def _number(connection: Connection, statement: str) -> int:
    """Return the one number that the statement gives."""
    return int(connection.exec_driver_sql(statement).scalar_one())
