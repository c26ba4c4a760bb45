"""The ledger in a PostgreSQL database: for an office whose files live on several computers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError

from tasks.errors import LedgerError
from tasks.ledger.schema import GUARDS, METADATA
from tasks.ledger.store import Store

DRIVER: Final = "postgresql+psycopg"
ENCODING: Final = "UTF8"

_VERSIONS: Final = Table("ledger_version", MetaData(), Column("version", Integer, nullable=False))
"""Its one row is what a SQLite file has in its header."""

_CONNECTING: Final = {"connect_timeout": "10", "application_name": "huizong"}
_SETTING: Final = "SET lock_timeout = '30s'"
_ONE_WRITER: Final = "SELECT pg_advisory_xact_lock(hashtext('huizong ledger ' || current_schema()))"
_ONE_STATE: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

_WORDS: Final = (
    # by the error's SQLSTATE, or its words where the connection was not even made;
    # what happened; what to do
    (
        r"28...|password authentication|no password supplied|no pg_hba\.conf entry",
        "不让登录，用户名或口令不对，或服务器不允许从这台电脑连接",
        "请核对 HUIZONG_LEDGER 中的用户名和口令，或请数据库管理员开通。",
    ),
    (
        r"3D000|database .* does not exist",
        "中没有这个库",
        "请核对 HUIZONG_LEDGER 中的库名，或请数据库管理员先建库（编码 UTF8）。",
    ),
    (
        r"3F000|42501",
        "不让建表或读写",
        "请数据库管理员授予这个用户在该库（模式）中建表和读写的权限。",
    ),
    (
        r"55P03",
        "正被另一次运行写入，等了 30 秒",
        "请等那次运行结束后再试。",
    ),
    (
        r"53...",
        "的空间或连接数不够",
        "请数据库管理员检查磁盘空间和连接数。",
    ),
    (
        r"23...",
        "不接受这次改动，更正记录只能增加，已有的内容不能改删",
        "请用 huizong corrections undo 撤销更正。",
    ),
    (
        (
            r"08...|57P..|connection .*(?:failed|refused|timeout)|could not (?:connect|translate)|"
            r"failed to resolve|server closed|lost|timeout expired"
        ),
        "连不上",
        "请确认数据库服务已启动、网络可通，HUIZONG_LEDGER 中的地址和端口无误。",
    ),
)
_OTHERWISE: Final = ("出错", "请把以上信息交数据库管理员。")


class PostgresDatabase(Store):
    """A ledger in a database, or in the schema that its URL's `search_path` names."""

    shared: ClassVar[bool] = True

    def __init__(self, url: URL) -> None:
        """Name the database; nothing is connected yet."""
        self._url = url.set(drivername=DRIVER)

    @property
    def name(self) -> str:
        """The address without the password and without parameters, which may hold another."""
        bare = self._url.set(drivername="postgresql", query={})
        return URL.create(
            bare.drivername, bare.username, None, bare.host, bare.port, bare.database
        ).render_as_string()

    def engine(self) -> Engine:
        """Return an engine for the database; LedgerError when the driver is not installed."""
        more = {key: word for key, word in _CONNECTING.items() if key not in self._url.query}
        try:
            engine = create_engine(self._url, connect_args=more, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise LedgerError(
                "台账设在 PostgreSQL 数据库中，但没有安装它的驱动（psycopg）。",
                remedy='请技术人员安装：pip install "huizong[postgresql]"。',
            ) from error
        event.listen(engine, "connect", _set_up)
        return engine

    def check(self, connection: Connection) -> None:
        """Raise `LedgerError` when the database cannot hold Chinese text."""
        found = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if found != ENCODING:
            raise LedgerError(
                f"台账数据库（{self.name}）的编码是 {found}，存不了汉字。",
                remedy=f"请数据库管理员另建一个编码为 {ENCODING} 的库。",
            )

    def version(self, connection: Connection) -> int:
        """Return the version table's number; 0 without one."""
        if not inspect(connection).has_table(_VERSIONS.name):
            return 0
        return int(connection.execute(select(func.max(_VERSIONS.c.version))).scalar() or 0)

    def stamp(self, connection: Connection, version: int) -> None:
        """Write the version table's one row."""
        _VERSIONS.create(connection, checkfirst=True)
        connection.execute(delete(_VERSIONS))
        connection.execute(insert(_VERSIONS).values(version=version))

    def foreign(self, connection: Connection) -> LedgerError | None:
        """Return an error when tables of our names are there that we did not make."""
        taken = sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables))
        if not taken:
            return None
        return LedgerError(
            f"台账数据库（{self.name}）中已有别的程序的同名表：{'、'.join(taken)}。",
            remedy="请数据库管理员为本程序另建一个库或模式。",
        )

    def begin_reading(self, connection: Connection) -> None:
        """Begin a transaction that reads one state."""
        connection.exec_driver_sql(_ONE_STATE)

    def begin_writing(self, connection: Connection) -> None:
        """Begin with the lock that all writers of this schema ask for."""
        connection.exec_driver_sql(_ONE_WRITER)

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Return what is missing or dangling; every table is read through by it."""
        gone = sorted(set(METADATA.tables) - set(inspect(connection).get_table_names()))
        if gone:
            return tuple(f"缺少表 {name}" for name in gone)
        for table in METADATA.sorted_tables:
            connection.execute(select(func.count()).select_from(table))
        return (*_dangling(connection), *_unguarded(connection))

    def explained(self, error: DBAPIError) -> LedgerError:
        """Return the server's error in Chinese, its own words behind."""
        said = " ".join(str(error.orig).split())
        state = getattr(error.orig, "sqlstate", None) or ""
        happened, remedy = next(
            (row[1:] for row in _WORDS if re.match(row[0], state) or _spoken(row[0], state, said)),
            _OTHERWISE,
        )
        message = f"台账数据库（{self.name}）{happened}。服务器的原话：{self._masked(said)}"
        return LedgerError(message, remedy=remedy)

    def _masked(self, text: str) -> str:
        """Return the text without any password of the address."""
        query = self._url.query.get("password", "")
        secrets = {self._url.password or "", *([query] if isinstance(query, str) else query)}
        for secret in sorted(secrets - {""}, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


def _spoken(pattern: str, state: str, said: str) -> bool:
    """Say whether an error without a state says it in words."""
    return not state and re.search(pattern, said) is not None


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg is an extra
    """Apply the settings to a new connection."""
    connection.execute(_SETTING)
    connection.commit()


def _dangling(connection: Connection) -> Iterator[str]:
    """Yield the references that lead nowhere: constraints can be switched off by a restore."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            child, parent = key.parent, key.column
            lost = select(func.count()).where(
                child.is_not(None), ~select(parent).where(parent == child).exists()
            )
            if count := connection.execute(lost).scalar_one():
                yield f"{table.name}.{child.name} 有 {count} 行所指的 {parent.table.name} 不存在"


def _unguarded(connection: Connection) -> Iterator[str]:
    """Yield what keeps the log of corrections from being changed, and is off or not there."""
    armed = connection.exec_driver_sql(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'corrections'::regclass AND tgenabled <> 'D'"
    ).scalars()
    yield from (f"更正记录缺少保护（{name}）" for name in sorted(set(GUARDS) - set(armed)))
