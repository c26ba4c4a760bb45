"""Entries to rows and back, on an open connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Table, insert, select

from tasks.ledger.entry import (
    ContributionEntry,
    CorrectionEntry,
    FigureEntry,
    NoticeEntry,
    ReportEntry,
    RunEntry,
    SubmissionEntry,
    TotalEntry,
)
from tasks.ledger.schema import (
    CONTRIBUTIONS,
    FIGURES,
    NOTICES,
    REPORTS,
    RUNS,
    SUBMISSIONS,
    TEXTS,
    TOTALS,
)
from tasks.ledger.texts import folded, unfolded

RUN_VALUES: Final = ("run", "started", "district", "year", "program", "outcome")
FILE_VALUES: Final = ("file", "sha256", "department", "year", "status", "reason", "counts")
REPORT_VALUES: Final = ("key", "title", "dated", "characters")
TOTAL_VALUES: Final = ("indicator", "unit", "value", "approximate")
FIGURE_VALUES: Final = tuple(field.name for field in fields(FigureEntry))
NOTICE_VALUES: Final = tuple(field.name for field in fields(NoticeEntry))
PART_VALUES: Final = tuple(field.name for field in fields(ContributionEntry))
CORRECTION_VALUES: Final = tuple(field.name for field in fields(CorrectionEntry))

_AT_ONCE: Final = 1_000  # rows
_Row = dict[str, Any]


def add_run(connection: Connection, entry: RunEntry) -> int:
    """Write the run itself with its notices and return its id."""
    values = _values(entry, RUN_VALUES)
    run = int(connection.execute(insert(RUNS).values(values).returning(RUNS.c.id)).scalar_one())
    _insert(connection, NOTICES, _notice_rows("run_id", run, entry.notices))
    return run


def add_submissions(connection: Connection, run: int, entries: Iterable[SubmissionEntry]) -> None:
    """Write what was sent in for the run of this id, the reports where they are not there yet."""
    rows = connection.execute(select(REPORTS.c.key, REPORTS.c.id))
    known: dict[str, int] = {row.key: row.id for row in rows}

    def written(report: ReportEntry) -> int:
        if report.key not in known:
            known[report.key] = _add_report(connection, report)
        return known[report.key]

    rows_of_run = (
        {
            "run_id": run,
            "position": at,
            "report_id": written(item.report) if item.report else None,
        }
        | _values(item, FILE_VALUES)
        for at, item in enumerate(entries)
    )
    _insert(connection, SUBMISSIONS, rows_of_run)


def add_totals(connection: Connection, run: int, entries: Iterable[TotalEntry]) -> None:
    """Write the totals of the run of this id, each with its parts."""
    for at, total in enumerate(entries):
        row = {"run_id": run, "position": at} | _values(total, TOTAL_VALUES)
        _insert(connection, TOTALS, (row,))
        parts = (
            {"run_id": run, "indicator": total.indicator, "position": place}
            | _values(part, PART_VALUES)
            for place, part in enumerate(total.contributions)
        )
        _insert(connection, CONTRIBUTIONS, parts)


def _add_report(connection: Connection, entry: ReportEntry) -> int:
    """Write the report with all that belongs to it and return its id."""
    values = _values(entry, REPORT_VALUES)
    made = int(
        connection.execute(insert(REPORTS).values(values).returning(REPORTS.c.id)).scalar_one()
    )
    figures = (
        {"report_id": made, "position": at} | _values(item, FIGURE_VALUES)
        for at, item in enumerate(entry.figures)
    )
    _insert(connection, FIGURES, figures)
    _insert(connection, NOTICES, _notice_rows("report_id", made, entry.notices))
    if entry.paragraphs:
        _insert(connection, TEXTS, [{"report_id": made, "content": folded(entry.paragraphs)}])
    return made


def _notice_rows(owner: str, key: int, notices: Iterable[NoticeEntry]) -> Iterator[_Row]:
    """Return the rows of the notices of the run or report whose id is in the `owner` column."""
    return ({owner: key} | _values(notice, NOTICE_VALUES) for notice in notices)


def _insert(connection: Connection, table: Table, rows: Iterable[_Row]) -> None:
    """Write the rows, many at once; no more of them are held than that."""
    waiting = iter(rows)
    while made := list(islice(waiting, _AT_ONCE)):
        connection.execute(insert(table), made)


def _values(entry: object, names: Iterable[str]) -> _Row:
    return {name: getattr(entry, name) for name in names}


def read_run(connection: Connection, run: RowMapping, *, whole: bool) -> RunEntry:
    """Return the run of a row with its submissions and totals; `whole` with the reports too."""
    key = run["id"]
    rows = connection.execute(
        select(SUBMISSIONS).where(SUBMISSIONS.c.run_id == key).order_by(SUBMISSIONS.c.position)
    ).mappings()
    return RunEntry(
        **_picked(run, RUN_VALUES),
        submissions=tuple(
            SubmissionEntry(
                **_picked(row, FILE_VALUES),
                report=read_report(connection, row["report_id"]) if whole else None,
            )
            for row in rows.all()
        ),
        totals=_totals(connection, key),
        notices=_notices(connection, NOTICES.c.run_id == key),
    )


def read_report(connection: Connection, report: int | None) -> ReportEntry | None:
    """Return the report of an id with its figures and notices."""
    if report is None:
        return None
    row = connection.execute(select(REPORTS).where(REPORTS.c.id == report)).mappings().one()
    figures = connection.execute(
        select(FIGURES).where(FIGURES.c.report_id == report).order_by(FIGURES.c.position)
    ).mappings()
    return ReportEntry(
        **_picked(row, REPORT_VALUES),
        figures=tuple(FigureEntry(**_picked(found, FIGURE_VALUES)) for found in figures),
        notices=_notices(connection, NOTICES.c.report_id == report),
        paragraphs=unfolded(
            connection.execute(select(TEXTS.c.content).where(TEXTS.c.report_id == report)).scalar()
        ),
    )


def _totals(connection: Connection, run: int) -> tuple[TotalEntry, ...]:
    parts: dict[str, list[ContributionEntry]] = {}
    for row in connection.execute(
        select(CONTRIBUTIONS)
        .where(CONTRIBUTIONS.c.run_id == run)
        .order_by(CONTRIBUTIONS.c.indicator, CONTRIBUTIONS.c.position)
    ).mappings():
        part = ContributionEntry(**_picked(row, PART_VALUES))
        parts.setdefault(row["indicator"], []).append(part)
    rows = connection.execute(
        select(TOTALS).where(TOTALS.c.run_id == run).order_by(TOTALS.c.position)
    ).mappings()
    return tuple(
        TotalEntry(
            **_picked(row, TOTAL_VALUES), contributions=tuple(parts.get(row["indicator"], ()))
        )
        for row in rows
    )


def _notices(connection: Connection, condition: Any) -> tuple[NoticeEntry, ...]:  # noqa: ANN401 - SQLAlchemy's own type
    rows = connection.execute(select(NOTICES).where(condition).order_by(NOTICES.c.id)).mappings()
    return tuple(NoticeEntry(**_picked(row, NOTICE_VALUES)) for row in rows)


def _picked(row: RowMapping, names: Iterable[str]) -> _Row:
    return {name: row[name] for name in names}
