"""A table as headers and body: which rows and columns name what the others count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.department.figures.cardinals import fold
from tasks.department.figures.units import UNITS
from tasks.document import Cell, Table

UNIT_NOTE = re.compile(r"单位[:：]\s?(?P<unit>[^，。；)）\s、]{1,8})")
HEADER_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（()）]{1,6})[)）]\s*$")
_NUMERIC = re.compile(
    r"\s*(?:约|近|逾|超过?|[≥≤↑↓])?\s*"
    r"[-+]?\d[\d,，. ]*(?:[—\-–~～至]{1,2}\d[\d.]*)?(?:余|多)?(?:万|亿)?"
    r"\s*[^\d\s，。；、（(]{0,4}\s*(?:[（(][^（()）]{0,10}[)）])?\s*"
)
SERIAL = re.compile(r"^(?:序\s*号|编\s*号|序|No\.?|号|排序)$")
CODE = re.compile(r"电话|号码|邮编|日期|文号|编码|代码|备注|地址")
_NUMBERED = re.compile(r"\s*\d{1,2}[.．、]\s*[^\d\s]")
"""3.其他: the number of a line, and words."""
_DIVIDED = re.compile(r"[（(][^（()）]*\d")
"""31件（其中败诉2件）: a cell that says more than one number is read as text."""
_UNIT_COLUMN = re.compile(r"\s*(?:计量)?单\s*位\s*")
_MAX_HEADER_ROWS = 3
SHARED = re.compile(r"20\d\d年?|\d{1,2}月")
YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with each place of the grid filled, merged cells repeated.

    `again` are the rows in the body that head what is below them anew.
    """

    at: Mapping[tuple[int, int], Cell]
    header_rows: int
    header_columns: int
    year: str = ""
    units: Mapping[tuple[int, int], str] = field(default_factory=dict)
    again: tuple[int, ...] = ()
    period: int = 0

    def first_column(self, column: int) -> int:
        """Return where the piece of the table begins that a column belongs to.

        Long lists are set side by side, their header repeated (项目 数量 项目 数量): each
        piece is read for itself.
        """
        return column // self.period * self.period if self.period else 0

    def unit_of(self, cell: Cell) -> str | None:
        """Return the unit that a column of units gives the cell, or None."""
        return self.units.get((cell.row, self.first_column(cell.column)))


def grid_of(table: Table) -> Grid:
    """Return the table as a grid, merged cells repeated, its headers told from its body."""
    at = table.filled()
    header_rows = _header_rows(table, at)
    header_columns = _header_columns(table, at, header_rows)
    period = _period(table, at) if header_rows else 0
    heads = [c.text for (r, k), c in at.items() if r < header_rows or k < header_columns]
    years = sorted(year for text in heads for year in YEAR.findall(text))
    return Grid(
        at=at,
        header_rows=header_rows,
        header_columns=header_columns,
        year=(years or [""])[-1],
        units=_row_units(table, at, header_rows, period),
        again=_headed_again(table, at, header_rows),
        period=period,
    )


def _headed_again(
    table: Table, at: Mapping[tuple[int, int], Cell], header_rows: int
) -> tuple[int, ...]:
    """Return the rows below the headers that begin as the first one does and hold no number.

    Forms put several small tables into one (信息内容 | 本年制发件数, then 信息内容 | 处理决定数量).
    """
    corner = at[0, 0].text.strip() if header_rows and (0, 0) in at else ""
    if not corner:
        return ()
    rows = (
        (row, [at[row, c].text.strip() for c in range(table.columns) if (row, c) in at])
        for row in range(header_rows, table.rows)
    )
    return tuple(
        row
        for row, texts in rows
        if texts and texts[0] == corner and not any(map(is_number, texts))
    )


def _period(table: Table, at: Mapping[tuple[int, int], Cell]) -> int:
    """Return how many columns wide the header is that repeats across the table, or 0."""
    heads = [at[0, c].text.strip() if (0, c) in at else "" for c in range(table.columns)]
    for width in range(2, table.columns // 2 + 1):
        if table.columns % width == 0 and heads == heads[:width] * (table.columns // width):
            return width if len(set(heads[:width])) == width else 0
    return 0


def _row_units(
    table: Table, at: Mapping[tuple[int, int], Cell], header_rows: int, period: int
) -> dict[tuple[int, int], str]:
    """Return the unit of each row where a column headed 单位 names it (件, 万元, %).

    In a table without a header it is a column of nothing but units.
    """
    rows = range(header_rows, table.rows)
    found: dict[tuple[int, int], str] = {}
    for column in range(1, table.columns):
        head = at[0, column].text if header_rows and (0, column) in at else ""
        if header_rows and not _UNIT_COLUMN.fullmatch(head):
            continue
        said = {r: at[r, column].text.strip() for r in rows if (r, column) in at}
        if said and all(u.lstrip("万亿") in UNITS for u in said.values()):
            start = column // period * period if period else 0
            found.update({(row, start): unit for row, unit in said.items() if unit})
            if not period:
                return found
    return found


def is_number(text: str) -> bool:
    """Whether a cell holds one number, perhaps with its unit, and no year or month."""
    folded = fold(text).strip()
    if _DIVIDED.search(folded) or _NUMBERED.match(folded):
        return False
    dated = SHARED.fullmatch(HEADER_UNIT.sub("", folded).strip())
    return bool(_NUMERIC.fullmatch(folded)) and dated is None


def _header_rows(table: Table, at: Mapping[tuple[int, int], Cell]) -> int:
    """Rows at the top without a number, three at most, and never all of them."""
    for row in range(min(table.rows, _MAX_HEADER_ROWS + 1)):
        cells = [at[row, c] for c in range(table.columns) if (row, c) in at]
        if any(is_number(cell.text) for cell in cells):
            return row
    return 1 if table.rows > 1 else 0


def _header_columns(table: Table, at: Mapping[tuple[int, int], Cell], below: int) -> int:
    """Columns at the left that hold words; a serial number column counts as words."""
    for column in range(table.columns):
        header = at[0, column].text.strip() if below and (0, column) in at else ""
        if SERIAL.match(header):
            continue
        cells = (at.get((row, column)) for row in range(below, table.rows))
        texts = [cell.text for cell in cells if cell is not None and cell.text.strip()]
        if _mostly_numbers(texts):
            return column
    return table.columns


def _mostly_numbers(texts: list[str]) -> bool:
    """Whether a column holds counts; one of nothing but years is a header."""
    if all(map(is_bare_year, texts)):
        return False
    return 2 * sum(is_number(t) or is_bare_year(t) for t in texts) > len(texts)


def in_body(cell: Cell, grid: Grid) -> bool:
    """Whether a cell is neither in a header row nor in a header column."""
    return (
        cell.row >= grid.header_rows
        and cell.column >= grid.first_column(cell.column) + grid.header_columns
        and cell.row not in grid.again
    )


def is_bare_year(text: str) -> bool:
    """Whether a cell holds four digits only, which in the body are a count (2055) and no year."""
    return re.fullmatch(r"\s*(?:19|20)\d\d\s*", fold(text)) is not None


def headers_of(cell: Cell, grid: Grid) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts of the column's and of the row's headers, each header cell once."""
    headers = _header_rows_of(cell, grid)
    above = [grid.at.get((row, cell.column)) for row in headers]
    if not grid.header_rows:
        return (), _texts([_nearest_words(cell, grid)])
    start = grid.first_column(cell.column)
    columns = range(start, min(start + grid.header_columns, cell.column))
    beside = [grid.at.get((cell.row, c)) for c in columns if not _names_nothing(grid, c)]
    return _texts(above), _texts(beside)


def _header_rows_of(cell: Cell, grid: Grid) -> range:
    """Return the rows that head a cell: the first ones, or the nearest that heads anew."""
    anew = [row for row in grid.again if row < cell.row]
    return range(anew[-1], anew[-1] + 1) if anew else range(min(grid.header_rows, cell.row))


def _nearest_words(cell: Cell, grid: Grid) -> Cell | None:
    """Return the cell of words nearest at the left, in a table without a header row."""
    left = (grid.at.get((cell.row, c)) for c in range(cell.column - 1, -1, -1))
    return next((c for c in left if c is not None and not is_number(c.text)), None)


def _names_nothing(grid: Grid, column: int) -> bool:
    """Whether a column holds telephone numbers, addresses or units: no part of a name."""
    head = grid.at.get((0, column))
    text = head.text if head else ""
    return bool(CODE.search(text) or (_UNIT_COLUMN.fullmatch(text) and grid.units))


def _texts(cells: list[Cell | None]) -> tuple[str, ...]:
    kept = [
        c
        for c in cells
        if c is not None
        and c.text.strip()
        and not is_number(c.text)
        and not UNIT_NOTE.fullmatch(c.text.strip())
    ]
    return tuple(dict.fromkeys(c.text.strip() for c in kept))


def counts_rows(table: Table, grid: Grid) -> bool:
    """Whether the first column only numbers the rows, though no header says so."""
    texts = [
        grid.at[r, 0].text.strip() for r in range(grid.header_rows, table.rows) if (r, 0) in grid.at
    ]
    numbers = [int(t) for t in texts if t.isdecimal()]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))
