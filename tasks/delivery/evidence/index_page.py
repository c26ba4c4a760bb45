"""The index: what needs a look, the totals with their sources, who wrote what, who sent what."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.delivery import labels
from tasks.delivery.amendment import REMOVED, amendment
from tasks.delivery.display import shown
from tasks.delivery.evidence.rendering import grouped
from tasks.delivery.findings import Finding, findings
from tasks.delivery.places import FRAME, UNNAMED, PagedReport, short_titles
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Severity
from tasks.district.district import Contribution, District, LeftOut, Receipt, Status, Total
from tasks.profile.model import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """An open check as shown, with the way to its place ('' without one)."""

    look: str
    severity: str
    finding: Finding
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A figure behind a total: who said it, how much, the sentence, the way to it."""

    department: str
    value: str
    sentence: str
    reason: str
    amended: str
    approximate: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """A total with all its sources and those left out."""

    indicator: str
    value: str
    interval: str
    unit: str
    departments: int
    approximate: bool
    sources: tuple[SourceView, ...]
    left_out: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A section in a report: its characters or what else is said of it, class, way to it."""

    said: str
    look: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A row of the matrix: a cell for each section, none for the missing."""

    department: str
    link: str
    cells: tuple[CellView, ...]
    unplaced: CellView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """A file or a missing department."""

    department: str
    look: str
    status: str
    file: str
    reason: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """All that the index template shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    urgent: tuple[FindingView, ...]
    notes: tuple[FindingView, ...]
    totals: tuple[TotalView, ...]
    sections: tuple[str, ...]
    coverage: tuple[CoverageView, ...]
    receipts: tuple[ReceiptView, ...]


THIN = 50  # characters below which a section is marked as thin


def index_view(district: District, profile: Profile, pages: tuple[PagedReport, ...]) -> IndexView:
    """Return the index, ready to be shown."""
    checks = tuple(_finding(finding) for finding in findings(district))
    sources = _Sources(pages)
    return IndexView(
        title=shown(f"{district.name}{district.year}年{district.subject}数据溯源"),
        facts=_facts(district, profile, checks),
        urgent=tuple(c for c in checks if c.finding.severity is not Severity.INFO),
        notes=tuple(c for c in checks if c.finding.severity is Severity.INFO),
        totals=tuple(_total(total, sources) for total in district.totals),
        sections=short_titles(district, profile),
        coverage=_coverage(district, pages),
        receipts=_receipts(district, pages),
    )


def _facts(
    district: District, profile: Profile, checks: tuple[FindingView, ...]
) -> tuple[tuple[str, str], ...]:
    amended = sum(f.original is not None for report in district.reports for f in report.figures)
    urgent = sum(check.finding.severity is not Severity.INFO for check in checks)
    return (
        ("应报部门", str(len(profile.roster))),
        ("采用报告", str(len(district.reports))),
        ("未报送", str(len(district.missing))),
        ("数据", str(sum(len(report.figures) for report in district.reports))),
        ("计入合计", str(sum(len(total.contributions) for total in district.totals))),
        *((("经更正", str(amended)),) if amended else ()),
        ("待核查", str(urgent)),
    )


def _finding(finding: Finding) -> FindingView:
    return FindingView(
        look=finding.severity.value,
        severity=labels.SEVERITY[finding.severity],
        finding=finding,
        link=f"{finding.page}#{finding.anchor}" if finding.page else "",
    )


class _Sources:
    """Finds the figures behind totals, and the way to each."""

    def __init__(self, pages: tuple[PagedReport, ...]) -> None:
        self._found = {
            (page.report.department or "", figure.id): (page, figure)
            for page in pages
            for figure in page.report.figures
        }

    def of(self, department: str, figure: str) -> tuple[PagedReport, Figure] | None:
        """Return the page and the figure, or None when no counting report has it."""
        return self._found.get((department, figure))

    def view(self, part: Contribution | LeftOut, value: str, reason: str) -> SourceView:
        """Return a contribution or a left-out figure as shown."""
        found = self.of(part.department, part.figure)
        figure = found[1] if found else None
        return SourceView(
            department=shown(part.department),
            value=value or (shown(figure.text) if figure else ""),
            sentence=shown(figure.sentence) if figure else "",
            reason=REMOVED if figure and figure.removed else shown(reason),
            amended=amendment(figure) if figure else "",
            approximate=figure is not None and figure.approximate,
            link=f"{found[0].page}#{found[0].figure_anchor(part.figure)}" if found else "",
        )


def _total(total: Total, sources: _Sources) -> TotalView:
    unit = shown(total.unit)
    return TotalView(
        indicator=shown(total.indicator),
        value=grouped(total.value),
        interval=_interval(total),
        unit=unit,
        departments=len({part.department for part in total.contributions}),
        approximate=total.approximate,
        sources=tuple(
            sources.view(part, f"{grouped(part.value)}{unit}", "") for part in total.contributions
        ),
        left_out=tuple(sources.view(part, "", part.reason) for part in total.left_out),
    )


def _interval(total: Total) -> str:
    if total.upper is None:
        return f"{grouped(total.lower)}以上"
    if total.lower == total.upper:
        return ""
    return f"{grouped(total.lower)}—{grouped(total.upper)}"


def _coverage(district: District, pages: tuple[PagedReport, ...]) -> tuple[CoverageView, ...]:
    links = {page.report.department or "": page for page in pages}
    rows = []
    for row in district.coverage:
        page = links.get(row.department)
        ways = _ways(page) if page else {}
        rows.append(
            CoverageView(
                department=page.name if page else shown(row.department),
                link=page.page if page else "",
                cells=tuple(
                    CellView(said=labels.MERGED, look="full")
                    if section in row.merged
                    else CellView(
                        said=str(count or "缺"), look=_fullness(count), link=ways.get(section, "")
                    )
                    for section, count in enumerate(row.characters, start=1)
                ),
                unplaced=CellView(
                    said=str(row.unplaced), link=ways.get(None, "") if row.unplaced else ""
                ),
            )
        )
    rows += [
        CoverageView(department=shown(name), link="", cells=(), unplaced=CellView(said="0"))
        for name in district.missing
    ]
    return tuple(rows)


def _ways(page: PagedReport) -> dict[int | None, str]:
    """Return the way to the first block of each section, and to the first unplaced one."""
    ways: dict[int | None, str] = {}
    for block in page.report.blocks:
        if block.section is not None or block.kind not in FRAME:
            ways.setdefault(block.section, f"{page.page}#b-{block.id}")
    return ways


def _fullness(characters: int) -> str:
    if characters == 0:
        return "empty"
    return "thin" if characters < THIN else "full"


_STATUS_LOOK = {
    Status.RECEIVED: "good",
    Status.LATE: "warning",
    Status.UNKNOWN_SENDER: "warning",
    Status.WRONG_YEAR: "error",
    Status.REJECTED: "error",
    Status.SUPERSEDED: "info",
    Status.DUPLICATE: "info",
}


def _receipts(district: District, pages: tuple[PagedReport, ...]) -> tuple[ReceiptView, ...]:
    links = {page.report.submission.file: page.page for page in pages}
    missing = [
        ReceiptView(
            department=shown(name),
            look="error",
            status="未报送",
            file="",
            reason="名册内没有可采用的报送件。",
            link="",
        )
        for name in district.missing
    ]
    files = sorted(district.receipts, key=lambda receipt: receipt.counts)
    return (*missing, *(_receipt(receipt, links) for receipt in files))


def _receipt(receipt: Receipt, links: dict[str, str]) -> ReceiptView:
    rejection = receipt.rejection
    reason = receipt.reason or (rejection.message if rejection else "")
    remedy = rejection.remedy if rejection else ""
    return ReceiptView(
        department=shown(receipt.department or UNNAMED),
        look=_STATUS_LOOK[receipt.status],
        status=labels.STATUS[receipt.status],
        file=shown(receipt.file),
        reason=shown(reason + remedy),
        link=links.get(receipt.file, "") if receipt.counts else "",
    )
