"""The figures of a table: row header × column headers name them, caption or header the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.department.figures.figure import Figure, Kind, Role, SkippedNumber
from tasks.department.figures.mentions import Mention, find_mentions
from tasks.department.figures.numerals import fold
from tasks.department.figures.prose import Extraction, extract_prose
from tasks.document import Cell, Table

UNIT_NOTE = re.compile(r"单位[:：]\s?(?P<unit>[^，。；)）\s、]{1,8})")
_HEADER_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（()）]{1,6})[)）]\s*$")
_NUMERIC = re.compile(
    r"\s*(?:约|近|逾|超过?)?\s*[-+]?\d[\d,. ]*(?:余|多)?(?:万|亿)?"
    r"\s*[^\d\s，。；、（(]{0,4}\s*(?:[（(][^（()）]{0,10}[)）])?\s*"
)
_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|累\s*计|总\s*和)\s*[:：]?\s*$")
_SERIAL = re.compile(r"^(?:序\s*号|编\s*号|序|No\.?|号|排序)$")
_CODE = re.compile(r"电话|号码|邮编|日期|时间|年份|年度|文号|编码|代码|备注")
_MAX_HEADER_ROWS = 3
_SHARED = re.compile(r"20\d\d年?|\d{1,2}月")
_YEAR = re.compile(r"20\d\d")
_LAST_YEAR = re.compile(r"上年|去年|上期")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """A table with each place of the grid filled, merged cells repeated."""

    at: Mapping[tuple[int, int], Cell]
    header_rows: int
    header_columns: int
    year: str = ""


def extract_table(
    table: Table, *, block: int, block_id: str, section: int | None, note: str, plans: bool = False
) -> Extraction:
    """Return the figures of a table; `note` is what stands before it (caption, 单位：)."""
    grid = _grid(table)
    offsets = table.offsets()
    unit = _noted_unit(note) or _noted_unit(table.text)
    figures: list[Figure] = []
    skipped: list[SkippedNumber] = []
    for cell in table.cells:
        found = _cell(cell, grid, table, unit=unit, plans=plans)
        shift = offsets[cell.row, cell.column]
        for figure in found.figures:
            figures.append(
                replace(
                    figure, id=f"{block_id}-{len(figures) + 1}", block=block, section=section,
                    start=figure.start + shift, end=figure.end + shift,
                    cell=(cell.row, cell.column),
                )
            )  # fmt: skip
        skipped.extend(
            replace(s, block=block, start=s.start + shift, end=s.end + shift) for s in found.skipped
        )
    return Extraction(figures=tuple(figures), skipped=tuple(skipped))


def _noted_unit(text: str) -> str:
    match = UNIT_NOTE.search(text)
    return match["unit"] if match else ""


def _grid(table: Table) -> _Grid:
    at = {
        (cell.row + down, cell.column + right): cell
        for cell in table.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    header_rows = _header_rows(table, at)
    header_columns = _header_columns(table, at, header_rows)
    heads = [c.text for (r, k), c in at.items() if r < header_rows or k < header_columns]
    years = sorted(year for text in heads for year in _YEAR.findall(text))
    return _Grid(
        at=at, header_rows=header_rows, header_columns=header_columns, year=(years or [""])[-1]
    )


def _is_number(text: str) -> bool:
    folded = fold(text).strip()
    return bool(_NUMERIC.fullmatch(folded)) and not _SHARED.fullmatch(folded)


def _header_rows(table: Table, at: Mapping[tuple[int, int], Cell]) -> int:
    """Rows at the top without a number, three at most, and never all of them."""
    for row in range(min(table.rows, _MAX_HEADER_ROWS + 1)):
        cells = [at[row, c] for c in range(table.columns) if (row, c) in at]
        if any(_is_number(cell.text) for cell in cells):
            return row
    return 1 if table.rows > 1 else 0


def _header_columns(table: Table, at: Mapping[tuple[int, int], Cell], below: int) -> int:
    """Columns at the left that hold words; a serial number column counts as words."""
    for column in range(table.columns):
        header = at[0, column].text.strip() if below and (0, column) in at else ""
        if _SERIAL.match(header):
            continue
        texts = [at[r, column].text for r in range(below, table.rows) if (r, column) in at]
        if sum(map(_is_number, texts)) * 2 > len([t for t in texts if t.strip()]):
            return column
    return table.columns


def _cell(cell: Cell, grid: _Grid, table: Table, *, unit: str, plans: bool) -> Extraction:
    if not _is_number(cell.text):
        return extract_prose(cell.text, block=0, block_id="", section=None, plans=plans)
    above, beside = _headers(cell, grid)
    names = (*beside, *above)
    reason = _no_quantity(cell, grid, above, table)
    if reason:
        spans = find_mentions(cell.text, block=0, default_unit="个")
        return Extraction(figures=(), skipped=_all_skipped(spans.found, cell.text, reason))
    own = next((m["unit"] for n in reversed(names) if (m := _HEADER_UNIT.search(n))), "")
    found = find_mentions(cell.text, block=0, default_unit=own or unit or "个")
    bare = not (own or unit)
    indicator = "".join(dict.fromkeys(_HEADER_UNIT.sub("", n).strip() for n in names))
    total = any(_TOTAL.match(n) for n in names)
    role = Role.TARGET if plans else _role(names, grid.year)
    figures = tuple(
        _figure(m, cell.text, indicator, total=total, bare=bare, role=role, names=names)
        for m in found.found
    )
    return Extraction(figures=figures, skipped=found.skipped)


def _headers(cell: Cell, grid: _Grid) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts of the column's and of the row's headers, each header cell once."""
    above = [grid.at.get((row, cell.column)) for row in range(min(grid.header_rows, cell.row))]
    beside = [grid.at.get((cell.row, c)) for c in range(min(grid.header_columns, cell.column))]
    return _texts(above), _texts(beside)


def _texts(cells: list[Cell | None]) -> tuple[str, ...]:
    kept = [c for c in cells if c is not None and c.text.strip() and not _is_number(c.text)]
    return tuple(dict.fromkeys(c.text.strip() for c in kept))


def _no_quantity(cell: Cell, grid: _Grid, above: tuple[str, ...], table: Table) -> str:
    """Return the reason when the column holds numbers that count nothing."""
    if any(_SERIAL.match(name) for name in above):
        return "numbering"
    if any(_CODE.search(name) for name in above):
        return "date"
    if cell.column == 0 and not above and _is_serial(table, grid):
        return "numbering"
    return ""


def _is_serial(table: Table, grid: _Grid) -> bool:
    texts = [
        grid.at[r, 0].text.strip() for r in range(grid.header_rows, table.rows) if (r, 0) in grid.at
    ]
    numbers = [int(t) for t in texts if t.isdecimal()]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _all_skipped(found: tuple[Mention, ...], text: str, reason: str) -> tuple[SkippedNumber, ...]:
    return tuple(
        SkippedNumber(block=0, start=m.start, end=m.end, text=text[m.start : m.end], reason=reason)
        for m in found
    )


def _role(names: tuple[str, ...], year: str) -> Role:
    """Return PREVIOUS under a header of an earlier year than the table's latest."""
    text = "".join(names)
    said = _YEAR.search(text)
    earlier = said is not None and said[0] < year
    return Role.PREVIOUS if earlier or _LAST_YEAR.search(text) else Role.ACTUAL


def _figure(  # noqa: PLR0913 - a table's figure has that many sides
    mention: Mention, text: str, indicator: str, *,
    total: bool, bare: bool, role: Role, names: tuple[str, ...],
) -> Figure:  # fmt: skip
    said = mention.unit_said
    unsaid = bare and not text[mention.start : mention.end].endswith(mention.unit.said)
    return Figure(
        id="",
        block=0,
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        value=mention.value,
        unit="" if unsaid else said,
        normalized_value=mention.normalized,
        normalized_unit="" if unsaid else mention.unit.name,
        lower=mention.lower,
        upper=mention.upper,
        kind=mention.unit.kind if not unsaid else Kind.COUNT,
        indicator=indicator,
        sentence=" ".join((*names, text.strip())),
        qualifier=mention.qualifier,
        role=role,
        total=total,
    )
