"""Open the ledger's database, bring it to the present version, refuse one not to be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import SecretStr
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from tasks.errors import LedgerError
from tasks.ledger.migrations import migrate
from tasks.ledger.postgresql import PostgresDatabase
from tasks.ledger.schema import VERSION
from tasks.ledger.sqlite import SqliteFile
from tasks.ledger.store import Store

Place = Path | SecretStr
"""A file, or a database's URL, which may hold a password."""

_EXAMPLE: Final = "postgresql://用户名@主机:5432/库名"


def store_at(place: Place) -> Store:
    """Return what keeps a ledger at the place; LedgerError for a URL of another kind.

    The URL itself is in no message.
    """
    if isinstance(place, Path):
        return SqliteFile(place)
    try:
        url = make_url(place.get_secret_value())
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        kind = ""
    if kind in {"postgresql", "postgres"}:
        return PostgresDatabase(url)
    if kind == "sqlite" and url.database:
        return SqliteFile(Path(url.database))
    raise LedgerError(
        f"台账的数据库地址（环境变量 HUIZONG_LEDGER）{f'是 {kind} 的' if kind else '看不懂'}。",
        remedy=f"本程序支持 SQLite 和 PostgreSQL，请写成 {_EXAMPLE}，或取消这个环境变量。",
    )


def open_database(store: Store) -> Engine:
    """Return the database at `store`, made when there is none, of the present version.

    Raises `LedgerError` when it is damaged, not ours, or from a newer version.
    """
    engine = store.engine()
    try:
        with engine.connect() as connection:
            _check(connection, store)
            if store.version(connection) < VERSION:
                connection.commit()
                migrate(connection, store)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check(connection: Connection, store: Store) -> None:
    """Raise `LedgerError` unless the ledger is sound and of a version known here."""
    store.check(connection)
    version = store.version(connection)
    if version > VERSION:
        message = (
            f"台账由更新版本的程序写成（版本 {version}，本程序只认识到 {VERSION}）：{store.name}"
        )
        raise LedgerError(message, remedy="请升级程序，或换用原来的程序版本。")
    foreign = store.foreign(connection) if version == 0 else None
    if foreign is not None:
        raise foreign
