"""The ledger: what each run found, kept by us and not by the scheduler's history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, RowMapping, delete, insert, select
from sqlalchemy.exc import DatabaseError, OperationalError

from tasks.errors import LedgerError
from tasks.ledger.database import damaged, open_database
from tasks.ledger.entry import RunEntry, SubmissionEntry
from tasks.ledger.schema import RUNS, SUBMISSIONS

RUN_VALUES: Final = ("run", "started", "district", "year", "program", "outcome")
FILE_VALUES: Final = ("file", "sha256", "department", "year", "status", "reason")


class Ledger:
    """The ledger in one file; a context manager that closes it.

    Every method raises `LedgerError` when the file is damaged, locked or not writable.
    """

    def __init__(self, path: Path) -> None:
        """Open the ledger at `path`, making file and folder when they are not there."""
        self._path = path
        with self._explained():
            self._engine = open_database(path)

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def record_run(self, entry: RunEntry) -> None:
        """Keep the run and its submissions, all or none.

        A run of the same name is replaced: the outbox holds one run of a name.
        """
        with self._explained(), self._engine.begin() as connection:
            connection.execute(delete(RUNS).where(RUNS.c.run == entry.run))
            values = {name: getattr(entry, name) for name in RUN_VALUES}
            run_id = connection.execute(
                insert(RUNS).values(values).returning(RUNS.c.id)
            ).scalar_one()
            rows = [_row(run_id, at, item) for at, item in enumerate(entry.submissions)]
            if rows:
                connection.execute(insert(SUBMISSIONS), rows)

    def runs(self) -> tuple[RunEntry, ...]:
        """Return all runs in the order in which they were recorded."""
        with self._explained(), self._engine.connect() as connection:
            found = connection.execute(select(RUNS).order_by(RUNS.c.id)).mappings()
            return tuple(_entry(connection, run) for run in found.all())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the database's errors into `LedgerError` with a remedy."""
        try:
            yield
        except OperationalError as error:
            message = f"台账文件无法读写：{self._path}（{error.orig}）"
            remedy = "请检查磁盘空间和写入权限，并确认没有另一次运行正在进行。"
            raise LedgerError(message, remedy=remedy) from error
        except DatabaseError as error:
            raise damaged(self._path) from error
        except OSError as error:
            message = f"无法建立台账目录：{self._path.parent}（{error.strerror}）"
            raise LedgerError(message, remedy="请检查写入权限。") from error


def _row(run_id: int, position: int, item: SubmissionEntry) -> dict[str, object]:
    """Return the submission as a row of its table."""
    values = {name: getattr(item, name) for name in FILE_VALUES}
    return {"run_id": run_id, "position": position, **values}


def _entry(connection: Connection, run: RowMapping) -> RunEntry:
    """Return the run of a row with its submissions, in the order they were recorded."""
    rows = connection.execute(
        select(*(SUBMISSIONS.c[name] for name in FILE_VALUES))
        .where(SUBMISSIONS.c.run_id == run["id"])
        .order_by(SUBMISSIONS.c.position)
    ).mappings()
    values = {name: run[name] for name in RUN_VALUES}
    return RunEntry(**values, submissions=tuple(SubmissionEntry(**row) for row in rows))
