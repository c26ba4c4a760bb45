"""The ledger: what each run found, kept by us and not by the scheduler's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Insert, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from tasks.errors import LedgerError
from tasks.ledger.database import Place, open_database, store_at
from tasks.ledger.entry import CorrectionEntry, FigureEntry, RunEntry, SubmissionEntry, TotalEntry
from tasks.ledger.rows import (
    CORRECTION_VALUES,
    FIGURE_VALUES,
    add_run,
    add_submissions,
    add_totals,
    read_run,
)
from tasks.ledger.schema import CORRECTIONS, FIGURES, PAYLOADS, REPORTS, RUNS, SUBMISSIONS

_AT_ONCE: Final = 500  # keys in one question: databases take some thousand parameters


# Put together once: a run asks it for each report, several times.
_PAYLOADS: Final = select(PAYLOADS.c.key, PAYLOADS.c.content).where(
    PAYLOADS.c.key.in_(bindparam("keys", expanding=True))
)


class Ledger:
    """The ledger in one file or one database; a context manager that closes it.

    Every method raises `LedgerError` when it is damaged, locked, not writable or not there.
    """

    def __init__(self, place: Place) -> None:
        """Open the ledger at a path or a URL, making what is not there yet."""
        self._store = store_at(place)
        with self._explained():
            self._engine = open_database(self._store)

    @property
    def name(self) -> str:
        """Where it is kept, as messages say it: without any password."""
        return self._store.name

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
        """Let go of the file or the connections."""
        self._engine.dispose()

    def record_run(
        self,
        entry: RunEntry,
        submissions: Iterable[SubmissionEntry] | None = None,
        totals: Iterable[TotalEntry] | None = None,
    ) -> None:
        """Keep the run with its reports, figures, totals and diagnostics, all or none.

        A run of the same name is replaced: the outbox holds one run of a name. Of a run with
        many reports, `submissions` and `totals` come apart and are taken one by one.
        """
        with self._writing() as connection:
            connection.execute(delete(RUNS).where(RUNS.c.run == entry.run))
            key = add_run(connection, entry)
            add_submissions(
                connection, key, entry.submissions if submissions is None else submissions
            )
            add_totals(connection, key, entry.totals if totals is None else totals)
            used = select(SUBMISSIONS.c.report_id).where(SUBMISSIONS.c.report_id.is_not(None))
            connection.execute(delete(REPORTS).where(REPORTS.c.id.not_in(used)))

    def runs(self) -> tuple[RunEntry, ...]:
        """Return all runs in the order in which they were recorded, without their reports."""
        with self._reading() as connection:
            found = connection.execute(select(RUNS).order_by(RUNS.c.id)).mappings()
            return tuple(read_run(connection, run, whole=False) for run in found.all())

    def run(self, name: str) -> RunEntry | None:
        """Return the run of this name with its reports, or None."""
        with self._reading() as connection:
            found = connection.execute(select(RUNS).where(RUNS.c.run == name)).mappings().first()
            return None if found is None else read_run(connection, found, whole=True)

    def latest_run(self, year: int) -> RunEntry | None:
        """Return the last recorded run over the year's reports, without them, or None."""
        newest = select(RUNS).where(RUNS.c.year == year).order_by(RUNS.c.id.desc()).limit(1)
        with self._reading() as connection:
            found = connection.execute(newest).mappings().first()
            return None if found is None else read_run(connection, found, whole=False)

    def figure(self, department: str, figure: str) -> FigureEntry | None:
        """Return the department's figure of this id as the last run with it had it, or None."""
        newest = (
            select(*(FIGURES.c[name] for name in FIGURE_VALUES))
            .join(SUBMISSIONS, SUBMISSIONS.c.report_id == FIGURES.c.report_id)
            .where(SUBMISSIONS.c.department == department, FIGURES.c.figure == figure)
            .order_by(SUBMISSIONS.c.run_id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(newest).mappings().first()
            return None if row is None else FigureEntry(**row)

    def neighbours(self, department: str, figure: str) -> frozenset[str]:
        """Return the ids in the last report of the department's that had this figure."""
        report = (
            select(SUBMISSIONS.c.report_id)
            .join(FIGURES, SUBMISSIONS.c.report_id == FIGURES.c.report_id)
            .where(SUBMISSIONS.c.department == department, FIGURES.c.figure == figure)
            .order_by(SUBMISSIONS.c.run_id.desc())
            .limit(1)
        )
        beside = select(FIGURES.c.figure).where(FIGURES.c.report_id == report.scalar_subquery())
        with self._reading() as connection:
            return frozenset(connection.execute(beside).scalars())

    def known_reports(self) -> frozenset[str]:
        """Return the keys of the reports kept: recording one again needs no more than its key."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(REPORTS.c.key)).scalars())

    def recall(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the payloads that are kept under these keys."""
        wanted = list(dict.fromkeys(keys))
        known: dict[str, bytes] = {}
        with self._reading() as connection:
            for at in range(0, len(wanted), _AT_ONCE):
                known.update(_payloads(connection, wanted[at : at + _AT_ONCE]))
        return known

    def keep(self, payloads: Mapping[str, bytes]) -> None:
        """Keep the payloads under their keys, all or none, in place of what is there."""
        rows = [{"key": key, "content": payloads[key]} for key in payloads]
        with self._writing() as connection:
            if rows:
                connection.execute(_adding(connection), rows)

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Drop the payloads under other keys: of files that are gone, of earlier programs."""
        wanted = set(keys)
        with self._writing() as connection:
            stored = connection.execute(select(PAYLOADS.c.key)).scalars().all()
            gone = [{"gone": key} for key in stored if key not in wanted]
            if gone:
                connection.execute(
                    delete(PAYLOADS).where(PAYLOADS.c.key == bindparam("gone")), gone
                )

    def add_corrections(self, entries: Sequence[CorrectionEntry]) -> tuple[CorrectionEntry, ...]:
        """Add the entries to the log, all or none; return them with their ids."""
        made: list[CorrectionEntry] = []
        with self._writing() as connection:
            for entry in entries:
                values = {name: getattr(entry, name) for name in CORRECTION_VALUES if name != "id"}
                key = connection.execute(
                    insert(CORRECTIONS).values(values).returning(CORRECTIONS.c.id)
                ).scalar_one()
                made.append(replace(entry, id=int(key)))
        return tuple(made)

    def corrections(self) -> tuple[CorrectionEntry, ...]:
        """Return the whole log, in the order in which it was written."""
        with self._reading() as connection:
            rows = connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.id)).mappings()
            return tuple(
                CorrectionEntry(**{name: row[name] for name in CORRECTION_VALUES}) for row in rows
            )

    def claim(self, district: str) -> None:
        """Raise `LedgerError` when a shared ledger is another district's.

        Corrections are found by department: 区司法局 there is not 区司法局 here.
        """
        if not self._store.shared:
            return
        with self._reading() as connection:
            owners = connection.execute(select(RUNS.c.district).distinct()).scalars().all()
        if owners and district not in owners:
            raise LedgerError(
                f"台账数据库（{self.name}）是{'、'.join(sorted(owners))}的，不能给{district}用。",
                remedy="请数据库管理员另建一个库或模式，并改写环境变量 HUIZONG_LEDGER。",
            )

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the ledger, read as a whole (slow); () when it is sound."""
        with self._reading() as connection:
            return self._store.faults(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger."""
        with self._explained(), self._engine.connect() as connection:
            self._store.begin_reading(connection)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, at the end."""
        with self._explained(), self._engine.connect() as connection:
            self._store.begin_writing(connection)
            yield connection
            connection.commit()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the database's errors into `LedgerError` with a remedy."""
        try:
            yield
        except DBAPIError as error:
            raise self._store.explained(error) from error


def _adding(connection: Connection) -> Insert:
    """Return the insert of payloads that replaces what is there, as the dialect spells it."""
    is_postgresql = connection.dialect.name == "postgresql"
    adding = postgresql.insert(PAYLOADS) if is_postgresql else sqlite.insert(PAYLOADS)
    return adding.on_conflict_do_update(
        index_elements=[PAYLOADS.c.key], set_={"content": adding.excluded.content}
    )


def _payloads(connection: Connection, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    found = connection.execute(_PAYLOADS, {"keys": keys})
    return ((key, bytes(content)) for key, content in found)
