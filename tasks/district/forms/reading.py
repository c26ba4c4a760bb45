"""One report's fixed tables: which there are, and the figure in each cell of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from tasks.department.figures.figure import Figure
from tasks.department.figures.grid import YEAR, is_bare_year, is_number
from tasks.department.report import DepartmentReport
from tasks.district.admission import reason_against
from tasks.district.forms.amounts import MONEY, amount_in, is_bare
from tasks.district.forms.names import cell_name, line_name, rows_of
from tasks.district.forms.places import Placed, Sheet
from tasks.district.forms.values import Doubt, FormPart, FormReading
from tasks.district.setting import Setting
from tasks.document import Block, Cell, Table
from tasks.profile.model import Form, FormBlock, Profile

_NOTHING: Final = re.compile(r"[\s/／\\—－\-–_无空]*")
"""How departments leave a cell without a number: blank, “/”, “—”, “无”."""

_QUOTED: Final = 12
_CAPTION: Final = 40
"""A line no longer than this, right above a table, is what the table is called."""

_PAST: Final = re.compile(r"(?:上一?年度?|去年)(?!度?(?:结转|结余|转入))")


def read_forms(report: DepartmentReport, profile: Profile) -> Iterator[FormReading]:
    """Yield what the report gives for each form of the profile."""
    if not profile.forms:
        return
    sheets = {block.index: Sheet(block.table) for block in report.blocks if block.table}
    figures: dict[tuple[int, int, int], list[Figure]] = {}
    for figure in report.figures:
        if figure.cell is not None:
            figures.setdefault((figure.block, *figure.cell), []).append(figure)
    for number, form in enumerate(profile.forms):
        titles = [s.number for s in profile.outline if form.section in s.title]
        reader = _Reader(report=report, form=form, sheets=sheets, figures=figures)
        reader.read(frozenset(titles))
        yield FormReading(
            form=number,
            department=report.department or "",
            tables=tuple(report.blocks[at].id for at in dict.fromkeys(reader.tables)),
            parts=tuple(reader.parts),
            doubts=tuple(reader.doubts),
        )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """A form being read from a report; `used` are the figures counted already."""

    report: DepartmentReport
    form: Form
    sheets: Mapping[int, Sheet]
    figures: Mapping[tuple[int, int, int], Sequence[Figure]]
    tables: list[int] = field(default_factory=list)
    parts: list[FormPart] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    seen: set[tuple[int, int, int]] = field(default_factory=set)

    def read(self, sections: frozenset[int]) -> None:
        """Read every block from the first of its tables, those in the form's section before."""
        past: list[int] = []
        lacking: list[FormBlock] = []
        for number, block in enumerate(self.form.blocks):
            found = [(at, s.place(block)) for at, s in self.sheets.items() if s.holds(block)]
            known = [(at, placed) for at, placed in found if placed.cells]
            past += [at for at, _ in known if self._is_past(at)]
            tables = [(at, placed) for at, placed in known if at not in past]
            tables.sort(key=lambda table: self.report.blocks[table[0]].section not in sections)
            if not tables:
                lacking.append(block)
                continue
            self.tables.append(tables[0][0])
            self._read_block(number, *tables[0])
            self._compare(number, tables)
        self._tell_tables(lacking, list(dict.fromkeys(past)))

    def _tell_tables(self, lacking: Sequence[FormBlock], past: Sequence[int]) -> None:
        """Note blocks without a table where others have one, tables of another year, strays."""
        if self.tables:
            named = (f"“{(block.rows or block.columns)[0]}”" for block in lacking)
            self.doubts += [Doubt("no_block", name) for name in named]
            self.doubts += self._outside()
        if lacking:
            self.doubts += [Doubt("past", f"第{at + 1}块的表格") for at in past]

    def _read_block(self, number: int, at: int, placed: Placed) -> None:
        """Take the figure of each cell, or note why there is none."""
        block = self.form.blocks[number]
        rows = rows_of(block)
        self.doubts += [Doubt("no_row", line_name(rows[r], 0) or "数") for r in sorted(placed.rows)]
        self.doubts += [
            Doubt("no_column", line_name(block.columns[c], 1)) for c in sorted(placed.columns)
        ]
        blanks: list[Doubt] = []
        for r in range(len(rows)):
            for c in range(len(block.columns)):
                if r in placed.rows or c in placed.columns:
                    continue
                part, doubt = self._cell(number, (r, c), at, placed)
                if part is not None:
                    self.parts.append(part)
                if doubt is not None:
                    (blanks if doubt.kind == "blank" else self.doubts).append(doubt)
        whole = len(blanks) == len(placed.cells)
        self.doubts += [Doubt("blank", "整张表")] if whole and len(blanks) > 1 else blanks

    def _cell(
        self, number: int, place: tuple[int, int], at: int, placed: Placed
    ) -> tuple[FormPart | None, Doubt | None]:
        """Return the part that a cell of the form gets, and what is doubtful about it."""
        block = self.form.blocks[number]
        name, cells = cell_name(block, *place), placed.cells.get(place, ())
        headed = placed.units.get(place[1], "")
        self.seen.update((at, cell.row, cell.column) for cell in cells)
        chosen = cells if len(cells) == 1 else self._of_this_year(at, cells)
        if len(chosen) != 1:
            return None, Doubt("twice" if cells else "no_cell", name)
        cell = chosen[0]
        figures = self.figures.get((at, cell.row, cell.column), ())
        doubt = self._against(figures, cell, name, "" if headed in MONEY else block.unit)
        if doubt is not None and doubt.kind != "bare":
            return None, doubt
        figure = figures[0]
        value = amount_in(figure, block.unit, headed)
        if value is None or value < 0:
            return None, Doubt("unit" if value is None else "negative", name, _quoted(cell))
        if figure.id in self.used:
            return None, Doubt("joined", name)
        self.used.add(figure.id)
        return FormPart(number, *place, figure.id, value, headed), doubt

    def _of_this_year(self, at: int, cells: Sequence[Cell]) -> list[Cell]:
        """Return the cells with a figure of this year: last year's stand beside for comparison."""
        return [
            cell
            for cell in cells
            if any(
                self._reason(f) is None for f in self.figures.get((at, cell.row, cell.column), ())
            )
        ]

    def _reason(self, figure: Figure) -> str | None:
        return reason_against(figure, Setting(year=self.report.year))

    def _against(self, figures: Sequence[Figure], cell: Cell, name: str, unit: str) -> Doubt | None:
        """Return why a cell is not added, or what has to be assumed to add it."""
        if not figures and _NOTHING.fullmatch(cell.text):
            return Doubt("blank", name)
        if len(figures) != 1 or not _is_count(cell):
            return Doubt("words", name, _quoted(cell))
        figure = figures[0]
        if figure.removed:
            return Doubt("removed", name)
        reason = self._reason(figure)
        if reason is not None or figure.approximate:
            return Doubt("reason", name, reason) if reason else Doubt("rough", name, _quoted(cell))
        bare = unit in MONEY and is_bare(figure)
        return Doubt("bare", name, f"按{amount_in(figure, unit)}{unit}计") if bare else None

    def _outside(self) -> Iterator[Doubt]:
        """Yield the tables' counts that no cell of the form takes; a 0 is missed by no sum."""
        for at in dict.fromkeys(self.tables):
            for cell in _cells(self.report.blocks[at].table):
                figures = self.figures.get((at, cell.row, cell.column), ())
                counts = any(figure.value for figure in figures) and _is_count(cell)
                if counts and (at, cell.row, cell.column) not in self.seen:
                    place = f"第{at + 1}块第{cell.row + 1}行第{cell.column + 1}列"
                    yield Doubt("outside", place, _quoted(cell))

    def _compare(self, number: int, tables: Sequence[tuple[int, Placed]]) -> None:
        """Note whether further tables of the block say the same as the first."""
        block = self.form.blocks[number]
        first = {p.place[1:]: p.value for p in self.parts if p.block == number}
        for at, placed in tables[1:]:
            differing = [
                cell_name(block, *place)
                for place, cells in placed.cells.items()
                if self._value(at, cells, block.unit, placed.units.get(place[1], ""))
                != first.get(place)
            ]
            self.doubts += [Doubt("other", name) for name in differing]
            if not differing and not any(doubt.kind == "again" for doubt in self.doubts):
                self.doubts.append(Doubt("again", ""))

    def _value(self, at: int, cells: Sequence[Cell], unit: str, headed: str) -> Decimal | None:
        found = [f for c in cells for f in self.figures.get((at, c.row, c.column), ())]
        return amount_in(found[0], unit, headed) if len(found) == 1 else None

    def _is_past(self, at: int) -> bool:
        """Say whether the table or the line right above it says that it is another year's."""
        blocks, table = self.report.blocks, self.report.blocks[at].table
        said = [c.text for c in _cells(table) if table and c.column_span == table.columns > 1]
        if at and _is_caption(blocks[at - 1]):
            said.append(blocks[at - 1].text)
        years = {int(year) for text in said for year in YEAR.findall(text)}
        if years:
            return self.report.year is not None and self.report.year not in years
        return any(_PAST.search(text) for text in said)


def _is_caption(block: Block) -> bool:
    """Say whether a block calls the table below it something, and is no sentence before it."""
    return block.table is None and len(block.text) <= _CAPTION and not block.text.endswith("。")


def _is_count(cell: Cell) -> bool:
    """Say whether a cell holds one number and nothing else; 2024 in the body is one too."""
    return is_number(cell.text) or is_bare_year(cell.text)


def _cells(table: Table | None) -> Sequence[Cell]:
    return table.cells if table else ()


def _quoted(cell: Cell) -> str:
    text = " ".join(cell.text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
