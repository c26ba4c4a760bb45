"""The figures of a table: row header × column headers name them, caption or header the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.figures.mentions import Mention, find_mentions
from tasks.department.figures.numerals import fold
from tasks.department.figures.prose import Extraction, extract_prose
from tasks.department.figures.units import UNITS
from tasks.document import Cell, Table

UNIT_NOTE = re.compile(r"单位[:：]\s?(?P<unit>[^，。；)）\s、]{1,8})")
_HEADER_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（()）]{1,6})[)）]\s*$")
_NUMERIC = re.compile(
    r"\s*(?:约|近|逾|超过?)?\s*[-+]?\d[\d,，. ]*(?:[—\-–~～至]{1,2}\d[\d.]*)?(?:余|多)?(?:万|亿)?"
    r"\s*[^\d\s，。；、（(]{0,4}\s*(?:[（(][^（()）]{0,10}[)）])?\s*"
)
_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|累\s*计|总\s*和)\s*[:：]?\s*$")
_SERIAL = re.compile(r"^(?:序\s*号|编\s*号|序|No\.?|号|排序)$")
_CODE = re.compile(r"电话|号码|邮编|日期|文号|编码|代码|备注|地址")
_WIDE_COMMA = re.compile(r"(?<=[\d０-９])，(?=[\d０-９]{3})")
_DIVIDED = re.compile(r"[（(][^（()）]*\d")
"""31件（其中败诉2件）: a cell that says more than one number is read as text."""
_WHEN = re.compile(r"\s*(?:年\s*度|年\s*份|时\s*间|月\s*份)\s*")
_UNIT_COLUMN = re.compile(r"\s*(?:计量)?单\s*位\s*")
_GOAL = re.compile(r"目标|计划数?|任务数")
_PART_OF = re.compile(r"^\s*其\s*中")
_MEASURE_END = re.compile(r"(?P<unit>人次|场次|件次|户次|家次|车次|台次|批次|学时|课时)$")
_BY_HEADER = (
    (re.compile(r"得分|分数|评分"), "分"),
    (re.compile(r"排名|名次|位次"), "位"),
)
"""Headers that name the unit of the bare numbers under them."""
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
    units: Mapping[int, str] = field(default_factory=dict)


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
        place = (cell.row, cell.column)
        shift = offsets[place]
        for figure in found.figures:
            figure_id = f"{block_id}-{len(figures) + 1}"
            moved = replace(figure, id=figure_id, block=block, section=section, cell=place)
            figures.append(replace(moved, start=figure.start + shift, end=figure.end + shift))
        skipped.extend(
            replace(s, block=block, start=s.start + shift, end=s.end + shift) for s in found.skipped
        )
    return Extraction(figures=_with_parts(figures, grid), skipped=tuple(skipped))


def _with_parts(figures: list[Figure], grid: _Grid) -> tuple[Figure, ...]:
    """Return the figures, those of a row headed 其中 as parts of the row they divide."""
    whole: dict[int, str] = {}
    done = []
    for figure in figures:
        row, column = figure.cell or (0, 0)
        head = grid.at.get((row, 0))
        if head is not None and _PART_OF.match(head.text) and column in whole:
            done.append(replace(figure, parent=whole[column]))
        else:
            whole[column] = figure.id
            done.append(figure)
    return tuple(done)


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
        at=at,
        header_rows=header_rows,
        header_columns=header_columns,
        year=(years or [""])[-1],
        units=_row_units(table, at, header_rows),
    )


def _row_units(
    table: Table, at: Mapping[tuple[int, int], Cell], header_rows: int
) -> dict[int, str]:
    """Return the unit of each row where a column headed 单位 names it (件, 万元, %)."""
    columns = [
        c
        for c in range(table.columns)
        if header_rows and (0, c) in at and _UNIT_COLUMN.fullmatch(at[0, c].text)
    ]
    if not columns:
        return {}
    column = columns[0]
    rows = range(header_rows, table.rows)
    said = {r: at[r, column].text.strip() for r in rows if (r, column) in at}
    return said if all(u.lstrip("万亿") in UNITS for u in said.values()) else {}


def _is_number(text: str) -> bool:
    folded = fold(text).strip()
    if _DIVIDED.search(folded):
        return False
    dated = _SHARED.fullmatch(_HEADER_UNIT.sub("", folded).strip())
    return bool(_NUMERIC.fullmatch(folded)) and dated is None


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
        cells = (at.get((row, column)) for row in range(below, table.rows))
        texts = [cell.text for cell in cells if cell is not None and cell.text.strip()]
        if _mostly_numbers(texts):
            return column
    return table.columns


def _mostly_numbers(texts: list[str]) -> bool:
    """Whether a column holds counts; one of nothing but years is a header."""
    if all(map(_bare_year, texts)):
        return False
    return 2 * sum(_is_number(t) or _bare_year(t) for t in texts) > len(texts)


def _cell(cell: Cell, grid: _Grid, table: Table, *, unit: str, plans: bool) -> Extraction:
    if _SHARED.fullmatch(fold(cell.text).strip()) and not _in_body(cell, grid):
        found = find_mentions(cell.text, block=0, default_unit="个")
        skipped = (*found.skipped, *_all_skipped(found.found, cell.text, "date"))
        return Extraction(figures=(), skipped=skipped)
    if not _is_number(cell.text) and not _bare_year(cell.text):
        return extract_prose(cell.text, block=0, block_id="", section=None, plans=plans)
    above, beside = _headers(cell, grid)
    names = (*beside, *above)
    reason = _no_quantity(cell, grid, above, table)
    if reason:
        spans = find_mentions(cell.text, block=0, default_unit="个")
        skipped = (*spans.skipped, *_all_skipped(spans.found, cell.text, reason))
        return Extraction(figures=(), skipped=skipped)
    own = _own_unit(cell, grid, names)
    said = _WIDE_COMMA.sub(",", cell.text)
    found = find_mentions(said, block=0, default_unit=own or unit or "个")
    header = _Header(
        indicator="".join(dict.fromkeys(_HEADER_UNIT.sub("", n).strip() for n in names)),
        names=names,
        role=Role.TARGET if plans else _role(names, grid.year),
        total=any(_TOTAL.match(n) for n in names),
        bare=not (own or unit),
    )
    figures = tuple(_figure(mention, cell.text, header) for mention in found.found)
    return Extraction(figures=figures, skipped=found.skipped)


def _in_body(cell: Cell, grid: _Grid) -> bool:
    return cell.row >= grid.header_rows and cell.column >= grid.header_columns


def _bare_year(text: str) -> bool:
    """Whether a cell holds four digits only, which in the body are a count (2055) and no year."""
    return re.fullmatch(r"\s*(?:19|20)\d\d\s*", fold(text)) is not None


def _own_unit(cell: Cell, grid: _Grid, names: tuple[str, ...]) -> str:
    """Return the unit that the row's or column's header gives a bare number, or ''."""
    if cell.row in grid.units:
        return grid.units[cell.row]
    for name in reversed(names):
        match = _HEADER_UNIT.search(name) or _MEASURE_END.search(name)
        if match:
            return match["unit"]
    return next((unit for header, unit in _BY_HEADER for n in names if header.search(n)), "")


def _headers(cell: Cell, grid: _Grid) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts of the column's and of the row's headers, each header cell once."""
    above = [grid.at.get((row, cell.column)) for row in range(min(grid.header_rows, cell.row))]
    if not grid.header_rows:
        return (), _texts([_nearest_words(cell, grid)])
    columns = range(min(grid.header_columns, cell.column))
    beside = [grid.at.get((cell.row, c)) for c in columns if not _names_nothing(grid, c)]
    return _texts(above), _texts(beside)


def _nearest_words(cell: Cell, grid: _Grid) -> Cell | None:
    """Return the cell of words nearest at the left, in a table without a header row."""
    left = (grid.at.get((cell.row, c)) for c in range(cell.column - 1, -1, -1))
    return next((c for c in left if c is not None and not _is_number(c.text)), None)


def _names_nothing(grid: _Grid, column: int) -> bool:
    """Whether a column holds telephone numbers, addresses or units: no part of a name."""
    head = grid.at.get((0, column))
    text = head.text if head else ""
    return bool(_CODE.search(text) or (_UNIT_COLUMN.fullmatch(text) and grid.units))


def _texts(cells: list[Cell | None]) -> tuple[str, ...]:
    kept = [
        c
        for c in cells
        if c is not None
        and c.text.strip()
        and not _is_number(c.text)
        and not UNIT_NOTE.fullmatch(c.text.strip())
    ]
    return tuple(dict.fromkeys(c.text.strip() for c in kept))


def _no_quantity(cell: Cell, grid: _Grid, above: tuple[str, ...], table: Table) -> str:
    """Return the reason when the column holds numbers that count nothing."""
    if any(_SERIAL.match(name) for name in above):
        return "numbering"
    if any(_WHEN.fullmatch(name) for name in above):
        return "date"
    if any(_CODE.search(name) for name in above):
        return "identifier"
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
    if earlier or _LAST_YEAR.search(text):
        return Role.PREVIOUS
    return Role.TARGET if _GOAL.search(text) else Role.ACTUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What the headers say of a cell's numbers; `bare` when they name no unit."""

    indicator: str
    names: tuple[str, ...]
    role: Role
    total: bool
    bare: bool


def _figure(mention: Mention, text: str, header: _Header) -> Figure:
    """Return a cell's figure; a number that nobody gives a unit has none."""
    unsaid = header.bare and not text[mention.start : mention.end].endswith(mention.unit.said)
    sign = -1 if text[: mention.start].rstrip().endswith(("-", "−", "－")) else 1
    rank = mention.unit.said == "位" and any(_BY_HEADER[1][0].search(n) for n in header.names)
    return Figure(
        id="",
        block=0,
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        value=mention.value * sign,
        unit=mention.scale if unsaid else mention.unit_said,
        normalized_value=mention.normalized * sign,
        normalized_unit="" if unsaid else mention.unit.name,
        lower=mention.lower if sign > 0 else -(mention.upper or mention.lower),
        upper=mention.upper if sign > 0 else -mention.lower,
        kind=_kind(mention, rank=rank, unsaid=unsaid),
        indicator=header.indicator,
        sentence=" ".join((*header.names, text.strip())),
        qualifier=mention.qualifier,
        change=_change(header, sign),
        role=Role.RANK if rank else header.role,
        total=header.total,
    )


def _kind(mention: Mention, *, rank: bool, unsaid: bool) -> Kind:
    if rank:
        return Kind.RANK
    return Kind.COUNT if unsaid else mention.unit.kind


def _change(header: _Header, sign: int) -> Change:
    """Return the direction that a header (同比增长, 增减) and the sign give."""
    said = re.search(r"增长|增加|上升|增减|变化|增幅|同比", header.indicator)
    if re.search(r"减少|下降|降低|降幅", header.indicator):
        return Change.DECREASE
    if said is None:
        return Change.NONE
    return Change.INCREASE if sign > 0 else Change.DECREASE
