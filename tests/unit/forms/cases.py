"""Departments' reports with fixed tables, changed as departments change them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from tasks.department.examine import understand
from tasks.department.reading import read
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.district import District
from tasks.document import Cell, Document, Paragraph, Table
from tasks.intake.submission import Format, Submission
from tasks.profile.balances import parse_balances
from tasks.profile.forms import parse_forms
from tasks.profile.indicators import parse_indicators
from tasks.profile.kinds import Kind, kind_text
from tasks.profile.model import DistrictSettings, Profile, RosterEntry
from tasks.profile.outline import parse_outline
from tests.sample_disclosure.build import content, reports

PUBLISHED, APPLICATIONS, DISPUTES = 0, 1, 2
"""The three tables in their order."""

Edit = Callable[[Table], Table]


@cache
def profile() -> Profile:
    """Return the profile of the sample's district, as its kind has it."""
    faults: list[str] = []

    def said(name: str) -> str:
        return kind_text(name, Kind.DISCLOSURE)

    outline = parse_outline(said("outline.toml"), "", faults)
    made = Profile(
        district=DistrictSettings(
            name="望澜区", superior="澄州市", year=2025, subject="政府信息公开工作"
        ),
        roster=tuple(RosterEntry(name=report["department"]) for report in reports()),
        outline=outline,
        indicators=parse_indicators(said("indicators.csv"), "", faults),
        balances=parse_balances(said("balances.toml"), "", faults),
        forms=parse_forms(said("forms.toml"), "", outline, faults),
    )
    assert not faults
    return made


@cache
def documents() -> tuple[Document, ...]:
    """Return the sample's five reports as read."""
    found = [read(content(report), file="a.docx", sha256="0") for report in reports()]
    return tuple(item for item in found if isinstance(item, Document))


def understood(number: int, document: Document, profile: Profile) -> DepartmentReport:
    """Return the report of the sample's department with this content."""
    file = f"{reports()[number]['department']}2025年政府信息公开工作年度报告.docx"
    submission = Submission(file=file, folder="", name="", sha256=file, size=1, format=Format.DOCX)
    return understand(document, submission, profile)


@cache
def sample() -> tuple[DepartmentReport, ...]:
    """Return the sample's five reports."""
    return tuple(understood(at, item, profile()) for at, item in enumerate(documents()))


def district(
    changed: Iterable[tuple[int, DepartmentReport]] = (), used: Profile | None = None
) -> District:
    """Return the sample's district with some reports in the place of others."""
    replaced = dict(changed)
    return consolidate(
        [replaced.get(at, report) for at, report in enumerate(sample())], used or profile()
    )


def with_table(number: int, which: int, edit: Edit, **changes: Any) -> DepartmentReport:  # noqa: ANN401
    """Return a report of the sample with a table edited, `before` and `after` it other blocks."""
    document = documents()[number]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if block is tables[which]:
            blocks += [*changes.get("before", ()), edit(block), *changes.get("after", ())]
        else:
            blocks.append(block)
    return understood(number, replace(document, blocks=tuple(blocks)), profile())


def table(number: int, which: int) -> Table:
    """Return a table of a report of the sample."""
    return [block for block in documents()[number].blocks if isinstance(block, Table)][which]


def renamed(**words: str) -> Edit:
    """Return the edit that writes other words where these stand (`old=new`)."""
    return lambda table: _cells(table, lambda c: replace(c, text=words.get(c.text, c.text)))


def written(row: int, column: int, text: str) -> Edit:
    """Return the edit that writes this into a cell."""
    return lambda table: _cells(
        table, lambda c: replace(c, text=text) if (c.row, c.column) == (row, column) else c
    )


def without_row(row: int) -> Edit:
    """Return the edit that takes a row out; cells over several rows lose one of them."""

    def edit(table: Table) -> Table:
        kept = []
        for cell in table.cells:
            if cell.row == row and cell.row_span == 1:
                continue
            over = cell.row <= row < cell.row + cell.row_span
            kept.append(
                replace(
                    cell,
                    row=cell.row - (cell.row > row),
                    row_span=cell.row_span - over,
                )
            )
        return replace(table, rows=table.rows - 1, cells=tuple(kept))

    return edit


def laid(*rows: tuple[str, ...], columns: int) -> Table:
    """Return a table of these rows; the last cell of a short one is as wide as there is room."""
    cells = [
        Cell(
            row=at,
            column=column,
            text=text,
            column_span=columns - column if column == len(row) - 1 else 1,
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(rows=len(rows), columns=columns, cells=tuple(cells))


def _cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    return replace(table, cells=tuple(map(change, table.cells)))
