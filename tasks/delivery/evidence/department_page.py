"""A department's page: the report as read, each number in its place with what is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tasks.delivery import labels
from tasks.delivery.amendment import amendment
from tasks.delivery.display import shown
from tasks.delivery.evidence.figure_words import amount, figure_tip, interval, why_not
from tasks.delivery.evidence.marking import Run, Span, figure_span, runs, skipped_span
from tasks.delivery.evidence.standing_together import relation_lines
from tasks.delivery.places import BLOCK_KIND, FRAME, PagedReport, section_name
from tasks.delivery.rule_names import rule_name
from tasks.delivery.standing import Standing, Standings
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Diagnostic, Severity
from tasks.document import Block, Cell, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A diagnostic as shown: its severity's class and word, rule, message, remedy."""

    look: str
    severity: str
    rule: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell of a table: its text in runs and how far it spans."""

    runs: tuple[Run, ...]
    head: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block as shown; `rows` holds a table's rows, else `runs` its text."""

    anchor: str
    look: str
    tag: str
    number: str
    runs: tuple[Run, ...]
    rows: tuple[tuple[CellView, ...], ...]
    label: str
    unplaced: bool
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A row of the list of figures."""

    anchor: str
    text: str
    indicator: str
    canonical: str
    value: str
    interval: str
    kind: str
    section: str
    part_of: str
    counted: bool
    standing: str
    amended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentView:
    """All that the department's template shows."""

    name: str
    title: str
    file: str
    evidence: str
    facts: tuple[tuple[str, str], ...]
    general: tuple[CheckView, ...]
    blocks: tuple[BlockView, ...]
    figures: tuple[FigureView, ...]
    skipped: tuple[tuple[str, int], ...]

    @property
    def amended(self) -> bool:
        """Whether a person corrected any figure."""
        return any(figure.amended for figure in self.figures)


def department_view(
    page: PagedReport, standings: Standings, sections: tuple[str, ...]
) -> DepartmentView:
    """Return the department's page, ready to be shown."""
    report = page.report
    stands = {figure.id: standings.of(report.department or "", figure) for figure in report.figures}
    spans = _spans(page, stands)
    checks = _checks(report.diagnostics, len(report.blocks))
    return DepartmentView(
        name=page.name,
        title=shown(report.title or ""),
        file=shown(report.submission.file),
        evidence="；".join(report.evidence),
        facts=_facts(page),
        general=checks[None],
        blocks=tuple(
            _block(block, spans[block.index], checks[block.index], sections)
            for block in report.blocks
        ),
        figures=tuple(
            _figure(figure, stands[figure.id], sections, stands) for figure in report.figures
        ),
        skipped=tuple(
            (labels.SKIPPED.get(reason, reason), count) for reason, count in report.coverage.skipped
        ),
    )


def _facts(page: PagedReport) -> tuple[tuple[str, str], ...]:
    report, receipt = page.report, page.report.coverage
    amended = sum(figure.original is not None for figure in report.figures)
    year = "未识别" if report.year is None else f"{report.year}年"
    share = 100 * receipt.in_sections // receipt.characters if receipt.characters else 0
    return (
        ("年度", year),
        ("成文日期", report.dated or "未写明"),
        ("正文", f"{receipt.characters}字"),
        ("归入提纲", f"{receipt.in_sections}字（{share}%）"),
        ("文中数字", f"{receipt.numbers}个"),
        ("数据", f"{receipt.figures}条"),
        *((("更正", f"{amended}条"),) if amended else ()),
    )


def _spans(page: PagedReport, stands: dict[str, Standing]) -> defaultdict[int, list[Span]]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    known = {figure.id: figure for figure in page.report.figures}
    related = relation_lines(page.report)
    parts: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in page.report.figures:
        if figure.parent in known:
            parts[figure.parent or ""].append(figure)
    for figure in page.report.figures:
        stand, own = stands[figure.id], parts[figure.id]
        whole = known.get(figure.parent or "")
        others = related.get(figure.id, ())
        tip = figure_tip(figure, stand, whole=whole, parts=own, related=others)
        kin = (other.id for other in ((whole,) if whole else ()) + tuple(own))
        spans[figure.block].append(figure_span(figure, tip, counted=stand.counted, kin=kin))
    for number in page.report.skipped:
        spans[number.block].append(skipped_span(number))
    return spans


def _checks(
    diagnostics: Iterable[Diagnostic], blocks: int
) -> defaultdict[int | None, tuple[CheckView, ...]]:
    """Return the checks by block; those without a block that exists are under None."""
    checks: defaultdict[int | None, tuple[CheckView, ...]] = defaultdict(tuple)
    for diagnostic in diagnostics:
        at = diagnostic.block
        place = at if at is not None and 0 <= at < blocks else None
        checks[place] += (check_view(diagnostic),)
    return checks


def check_view(diagnostic: Diagnostic) -> CheckView:
    """Return the diagnostic as shown."""
    return CheckView(
        look=_LOOK[diagnostic.severity],
        severity=labels.SEVERITY[diagnostic.severity],
        rule=rule_name(diagnostic.code),
        message=shown(diagnostic.message),
        remedy=shown(diagnostic.remedy),
    )


_LOOK = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
_HEADING_TAGS = ("h3", "h4", "h5", "h6")


def _block(
    block: Block, spans: list[Span], checks: tuple[CheckView, ...], sections: tuple[str, ...]
) -> BlockView:
    unplaced = block.section is None and block.kind not in FRAME
    return BlockView(
        anchor=f"b-{block.id}",
        look=f"{block.kind.value} run-in" if block.run_in else block.kind.value,
        tag=_tag(block),
        number=shown(block.number),
        runs=() if block.table else runs(block.text, spans),
        rows=_rows(block.table, spans) if block.table else (),
        label=section_name(block.section, sections)
        or ("未归类" if unplaced else BLOCK_KIND[block.kind]),
        unplaced=unplaced,
        checks=checks,
    )


def _tag(block: Block) -> str:
    if block.level is None:
        return "p"
    return _HEADING_TAGS[min(max(block.level, 1), len(_HEADING_TAGS)) - 1]


def _rows(table: Table, spans: list[Span]) -> tuple[tuple[CellView, ...], ...]:
    offsets = table.offsets()
    rows: list[list[CellView]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        floor = offsets[cell.row, cell.column]
        rows[cell.row].append(_cell(cell, spans, floor))
    return tuple(tuple(row) for row in rows)


def _cell(cell: Cell, spans: list[Span], floor: int) -> CellView:
    return CellView(
        runs=runs(cell.text, spans, floor=floor),
        head=cell.bold or cell.row == 0,
        row_span=cell.row_span,
        column_span=cell.column_span,
    )


def _figure(
    figure: Figure, standing: Standing, sections: tuple[str, ...], known: Collection[str]
) -> FigureView:
    nature = (labels.KIND[figure.kind], labels.ROLE[figure.role], labels.CHANGE[figure.change])
    return FigureView(
        anchor=f"f-{figure.id}",
        text=shown(figure.text),
        indicator=shown(figure.indicator),
        canonical=shown(standing.indicator),
        value=amount(figure),
        interval=interval(figure),
        kind="·".join(word for word in nature if word),
        section=section_name(figure.section, sections) or "未归类",
        part_of=f"f-{figure.parent}" if figure.parent in known else "",
        counted=standing.counted,
        standing="计入合计" if standing.counted else why_not(figure, standing),
        amended=amendment(figure),
    )
