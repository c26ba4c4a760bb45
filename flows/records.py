"""A finished run as the ledger keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Container

from flows.outcome import Outcome
from flows.program import program_version
from flows.settings import Order
from tasks.delivery.labels import plain
from tasks.delivery.masking import mask
from tasks.department.figures.figure import Figure
from tasks.department.kept import packed
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic
from tasks.district.district import Receipt, Total
from tasks.district.paragraphs import comparable
from tasks.ledger import (
    ContributionEntry,
    FigureEntry,
    Ledger,
    NoticeEntry,
    ReportEntry,
    RunEntry,
    SubmissionEntry,
    TotalEntry,
)
from tasks.ledger.codec import pack
from tasks.ledger.shelf import Shelf


def record(order: Order, outcome: Outcome, ledger: Ledger, shelf: Shelf) -> None:
    """Keep the run and all it found; LedgerError when it cannot be kept."""
    district, known = outcome.district, ledger.known_reports()
    ledger.record_run(
        RunEntry(
            run=order.run,
            started=order.started,
            district=district.name,
            year=district.year,
            program=program_version(),
            outcome="partial" if outcome.needs_attention else "completed",
            notices=tuple(map(_notice, district.diagnostics)),
        ),
        (_submission(item, shelf, known) for item in district.receipts),
        map(_total, district.totals),
    )


def _submission(receipt: Receipt, shelf: Shelf, known: Container[str]) -> SubmissionEntry:
    return SubmissionEntry(
        file=receipt.file,
        sha256=receipt.sha256,
        department=receipt.department,
        year=receipt.year,
        status=receipt.status.value,
        reason=receipt.reason,
        counts=receipt.counts,
        report=_report(receipt.report, shelf, known) if receipt.report else None,
    )


def _report(report: DepartmentReport, shelf: Shelf, known: Container[str]) -> ReportEntry:
    """Return the report; its key is made of all it says, wherever its file lies.

    Of one that is known the ledger has the figures already, and looks at the key alone.
    """
    key = shelf.piece("key", report.submission.file, None, lambda: said(report).encode("ascii"))
    name = key.decode("ascii")
    new = name not in known
    return ReportEntry(
        key=name,
        title=report.title,
        dated=report.dated,
        characters=report.coverage.characters,
        figures=tuple(map(_figure, report.figures)) if new else (),
        notices=tuple(map(_notice, report.diagnostics)) if new else (),
        paragraphs=tuple((index, mask(text)) for index, text in comparable(report)) if new else (),
    )


def said(report: DepartmentReport) -> str:
    """Return a digest of all the report says, wherever its file lies."""
    sent = report.submission
    file = pack((sent.file, sent.sha256, sent.size, sent.format))
    return hashlib.sha256(file + packed(report)).hexdigest()


def _figure(figure: Figure) -> FigureEntry:
    original = figure.original
    return FigureEntry(
        figure=figure.id,
        section=figure.section,
        text=figure.text,
        value=plain(figure.normalized_value),
        unit=figure.normalized_unit,
        indicator=figure.indicator,
        canonical=figure.canonical,
        role=figure.role.value,
        sentence=figure.sentence,
        said=plain(original.normalized_value) if original else "",
    )


def _notice(diagnostic: Diagnostic) -> NoticeEntry:
    return NoticeEntry(
        code=diagnostic.code,
        severity=diagnostic.severity.value,
        message=diagnostic.message,
        block=diagnostic.block,
    )


def _total(total: Total) -> TotalEntry:
    return TotalEntry(
        indicator=total.indicator,
        unit=total.unit,
        value=plain(total.value),
        approximate=total.approximate,
        contributions=tuple(
            ContributionEntry(
                department=part.department, figure=part.figure, value=plain(part.value)
            )
            for part in total.contributions
        ),
    )
