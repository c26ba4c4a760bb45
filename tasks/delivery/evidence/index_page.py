"""The index: what needs a look, the totals with their sources, who wrote what, who sent what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.delivery.contents import Contents
from tasks.delivery.display import shown
from tasks.delivery.evidence.index_rows import (
    coverage_row,
    finding_row,
    missing_row,
    receipt_row,
    source_item,
    unsent_row,
)
from tasks.delivery.evidence.rendering import grouped
from tasks.delivery.findings import Finding
from tasks.diagnostics import Severity
from tasks.district.district import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsView:
    """Rows as HTML, made as they are written, and how many there are."""

    count: int
    rows: Iterator[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """A total with all its sources and those left out."""

    indicator: str
    value: str
    interval: str
    unit: str
    departments: int
    approximate: bool
    sources: RowsView
    left_out: RowsView


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """All that the index template shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    urgent: RowsView
    notes: RowsView
    totals: tuple[TotalView, ...]
    sections: tuple[str, ...]
    coverage: Iterator[str]
    receipts: Iterator[str]


def index_view(contents: Contents) -> IndexView:
    """Return the index, ready to be shown once."""
    district = contents.district
    notes = [f for f in contents.findings if f.severity is Severity.INFO]
    urgent = [f for f in contents.findings if f.severity is not Severity.INFO]
    return IndexView(
        title=shown(f"{district.name}{district.year}年{district.subject}数据溯源"),
        facts=_facts(contents, len(urgent)),
        urgent=_checks(urgent),
        notes=_checks(notes),
        totals=tuple(_total(total, contents) for total in district.totals),
        sections=contents.sections,
        coverage=_coverage(contents),
        receipts=_receipts(contents),
    )


def _facts(contents: Contents, urgent: int) -> tuple[tuple[str, str], ...]:
    district = contents.district
    amended = sum(contents.sketches.amended)
    return (
        ("应报部门", str(len(contents.profile.roster))),
        ("采用报告", str(len(district.reports))),
        ("未报送", str(len(district.missing))),
        ("数据", str(sum(report.coverage.figures for report in district.reports))),
        ("计入合计", str(sum(len(total.contributions) for total in district.totals))),
        *((("经更正", str(amended)),) if amended else ()),
        ("待核查", str(urgent)),
    )


def _checks(found: list[Finding]) -> RowsView:
    return RowsView(count=len(found), rows=map(finding_row, found))


def _total(total: Total, contents: Contents) -> TotalView:
    unit = shown(total.unit)
    return TotalView(
        indicator=shown(total.indicator),
        value=grouped(total.value),
        interval=_interval(total),
        unit=unit,
        departments=total.departments,
        approximate=total.approximate,
        sources=RowsView(
            count=len(total.contributions),
            rows=(source_item(contents, part, unit) for part in total.contributions),
        ),
        left_out=RowsView(
            count=len(total.left_out),
            rows=(source_item(contents, part, unit) for part in total.left_out),
        ),
    )


def _interval(total: Total) -> str:
    if total.upper is None:
        return f"{grouped(total.lower)}以上"
    if total.lower == total.upper:
        return ""
    return f"{grouped(total.lower)}—{grouped(total.upper)}"


def _coverage(contents: Contents) -> Iterator[str]:
    for row in contents.district.coverage:
        yield coverage_row(contents, row)
    for name in contents.district.missing:
        yield missing_row(shown(name), len(contents.sections) + 1)


def _receipts(contents: Contents) -> Iterator[str]:
    """Yield who sent nothing, then the files, those that do not count first."""
    for name in contents.district.missing:
        yield unsent_row(name)
    links = {page.report.submission.file: page.page for page in contents.pages}
    for receipt in sorted(contents.district.receipts, key=lambda receipt: receipt.counts):
        yield receipt_row(receipt, links.get(receipt.file, "") if receipt.counts else "")
