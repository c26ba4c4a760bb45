"""What a check sees, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.document import Block, Document
from tasks.profile.model import Profile

_QUOTED = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One report with all that its checks may look at.

    `merged` holds the outline's sections that are answered under another one's heading.
    """

    report: DepartmentReport
    document: Document
    profile: Profile
    merged: frozenset[int] = frozenset()

    @property
    def year(self) -> int | None:
        """The year that is meant: the district's, else the report's own."""
        district = self.profile.district
        return district.year if district else self.report.year


Check = Callable[[Subject], Iterator[Diagnostic]]


def quote(block: Block) -> str:
    """Return the beginning of a block, as people find it again."""
    said = (block.number + block.text).strip().replace("\n", " ")
    return f"“{said[:_QUOTED]}…”" if len(said) > _QUOTED else f"“{said}”"


def error(code: str, message: str, remedy: str, block: int | None = None) -> Diagnostic:
    """Return a diagnostic that must be settled before anyone signs."""
    return Diagnostic(
        code=code, severity=Severity.ERROR, message=message, remedy=remedy, block=block
    )


def warning(code: str, message: str, remedy: str, block: int | None = None) -> Diagnostic:
    """Return a diagnostic that somebody should look at."""
    return Diagnostic(
        code=code, severity=Severity.WARNING, message=message, remedy=remedy, block=block
    )


def info(code: str, message: str, remedy: str = "", block: int | None = None) -> Diagnostic:
    """Return a diagnostic that is good to know."""
    return Diagnostic(
        code=code, severity=Severity.INFO, message=message, remedy=remedy, block=block
    )
