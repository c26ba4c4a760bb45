"""What a run comes to: what was made, what is missing, what needs a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import District, Receipt, Status

FINE, ATTENTION = 0, 1
"""Exit codes of a run that was done; 2 belongs to the errors (`tasks.errors`)."""

SETTLED = frozenset({Status.RECEIVED, Status.SUPERSEDED, Status.DUPLICATE})
"""Statuses that ask nothing of anybody: the report counts, or a better one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One finished run.

    `folder` is where its outputs lie, `artefacts` their paths in it, `ignored` the inbox
    files that were none of the batch's business.
    """

    run: str
    folder: str
    district: District
    artefacts: tuple[str, ...]
    ignored: tuple[str, ...] = ()

    @property
    def open_receipts(self) -> tuple[Receipt, ...]:
        """The files that somebody has to see to: rejected, late, of another year, unknown."""
        return tuple(item for item in self.district.receipts if item.status not in SETTLED)

    @property
    def doubts(self) -> tuple[tuple[str, int, int], ...]:
        """(department, errors, warnings) of each report that has any, in report order."""
        return tuple(row for row in map(_doubt, self.district.reports) if row[1] + row[2])

    @property
    def needs_attention(self) -> bool:
        """Whether anything is missing, was refused, contradicts or is in doubt."""
        district = self.district
        return bool(
            district.missing
            or district.contradictions
            or self.open_receipts
            or self.doubts
            or _count(district.diagnostics, Severity.ERROR, Severity.WARNING)
        )

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 when something needs attention."""
        return ATTENTION if self.needs_attention else FINE


def _doubt(report: DepartmentReport) -> tuple[str, int, int]:
    name = report.department or report.submission.file
    errors = _count(report.diagnostics, Severity.ERROR)
    return name, errors, _count(report.diagnostics, Severity.WARNING)


def _count(diagnostics: Iterable[Diagnostic], *severities: Severity) -> int:
    return sum(item.severity in severities for item in diagnostics)
