"""All reports together: who sent what, the totals, what contradicts, what covers what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic
from tasks.district.forms.values import FormSum
from tasks.intake.submission import Rejection


class Status(StrEnum):
    """What became of a file (报送情况)."""

    RECEIVED = "received"
    LATE = "late"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    UNKNOWN_SENDER = "unknown_sender"
    WRONG_YEAR = "wrong_year"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one file: exactly one of `report` and `rejection` is set.

    `counts` says whether its figures and text go into the district's outputs; `reason`
    says in Chinese why the status is what it is.
    """

    file: str
    sha256: str
    department: str | None
    year: int | None
    status: Status
    counts: bool
    reason: str
    report: DepartmentReport | None = None
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One figure that goes into a total, in the total's unit.

    `block` is the id of the block it stands in, `section` that of the outline (1-based).
    """

    department: str
    figure: str
    block: str
    section: int | None
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One figure of the indicator that does not go into its total, and why (Chinese)."""

    department: str
    figure: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """An additive indicator's sum over the district, in the normalised `unit`.

    `departments` says how many contribute, `approximate` whether any of it is given only
    roughly: both are asked again and again.
    """

    indicator: str
    unit: str
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    departments: int
    approximate: bool
    contributions: Sequence[Contribution]
    left_out: Sequence[LeftOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One subject on which departments give different values.

    `values` holds (department, value as said with its unit, figure id).
    """

    subject: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePart:
    """One department's value of an indicator that is not added.

    `said` is the value as said, `value` in the normalised unit. `part` and `whole` are the
    ids of the counts behind it and `counts` their values, all None where the report gives
    none that fit.
    """

    department: str
    figure: str
    said: str
    value: Decimal
    part: str | None = None
    whole: str | None = None
    counts: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRate:
    """A rate or average: `value` (in percent) recomputed from all counts, None where some lack."""

    indicator: str
    unit: str
    value: Decimal | None
    parts: tuple[RatePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """How many characters a department wrote under each section of the outline, in order.

    `merged` are the sections (1-based) that it answers under another one's heading: their
    characters are counted there.
    """

    department: str
    characters: tuple[int, ...]
    unplaced: int
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """The district's state for one year; everything the outputs are made from.

    `receipts` are in file order; `reports` are those that count, one per department, in
    roster order (departments the roster does not know come last, by name). `missing` are
    roster names without a report that counts. `diagnostics` are about the district itself;
    each report carries its own. `last_year` are last year's totals as (indicator, unit,
    value), where the ledger knows them. `rates` are the indicators that are not added.
    `subject` is what the reports are about. `forms` are the fixed tables that somebody sent,
    in the profile's order.
    """

    name: str
    year: int
    sections: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    reports: tuple[DepartmentReport, ...]
    missing: tuple[str, ...]
    totals: tuple[Total, ...]
    contradictions: tuple[Contradiction, ...]
    coverage: Sequence[CoverageRow]
    diagnostics: tuple[Diagnostic, ...]
    last_year: tuple[tuple[str, str, Decimal], ...] = ()
    rates: tuple[DistrictRate, ...] = ()
    subject: str = "法治政府建设"
    forms: tuple[FormSum, ...] = ()

    @property
    def report_name(self) -> str:
        """The name of the district's own report, as its title and its file have it."""
        return f"{self.name}{self.year}年{self.subject}年度报告"

    @property
    def workbook_name(self) -> str:
        """The name of the workbook of key figures."""
        return f"{self.name}{self.year}年{self.subject}关键数据汇总表"
