"""What a check sees, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tasks.department.checks.catalogue import rule_of
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.document import Block, Document
from tasks.profile.model import Profile

_QUOTED = 18
_INNER = str.maketrans("“”", "‘’")
"""Quotes within a quotation (GB/T 15834, 4.8)."""


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

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The report's blocks."""
        return self.report.blocks

    @property
    def planned(self) -> frozenset[int]:
        """The sections of the outline that look ahead."""
        return frozenset(section.number for section in self.profile.outline if section.plans)


Check = Callable[[Subject], Iterator[Diagnostic]]


def found(
    code: str, message: str, block: int | None = None, *, severity: Severity | None = None
) -> Diagnostic:
    """Return the diagnostic of a rule; its remedy is the rule's (see `catalogue`).

    `severity` replaces the rule's where the case is milder or graver.
    """
    rule = rule_of(code)
    return Diagnostic(
        code=code,
        severity=severity or rule.severity,
        message=message,
        remedy=rule.remedy,
        block=block,
    )


def quote(block: Block) -> str:
    """Return the beginning of a block, as people find it again."""
    said = (block.number + block.text).strip().replace("\n", " ").translate(_INNER)
    return f"“{said[:_QUOTED].rstrip('‘')}…”" if len(said) > _QUOTED else f"“{said}”"


def around(text: str, start: int, end: int, reach: int = 6) -> str:
    """Return what stands at start..end with some characters on both sides."""
    return text[max(0, start - reach) : end + reach].replace("\n", " ").strip()
