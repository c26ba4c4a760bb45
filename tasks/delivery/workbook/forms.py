"""固定表格 and 固定表格明细: the district's forms as sums, and every department's numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.contents import Contents
from tasks.delivery.forms import Plan, plan
from tasks.delivery.labels import plain
from tasks.delivery.places import FOLDER, PagedReport
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.sheet import (
    HEADER_ROW,
    Column,
    Placed,
    colour,
    line_count,
    row_height,
    set_up_print,
    write_value,
)
from tasks.delivery.workbook.streaming import Counted, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import (
    MOST_LINKS,
    Formula,
    Link,
    Linked,
    Value,
    decimal_places,
    exact_number,
)
from tasks.district.forms.names import brief, rows_of
from tasks.district.forms.values import FormPart, FormSum, Place
from tasks.document import Cell

FORMS, PARTS = "固定表格", "固定表格明细"
SAME, CHANGED = "与程序合计一致", "有改动"
_FIRST: Final = 4
_NAMES: Final = (16.0, 18.0, 38.0)
"""The columns that name rows, widest inside: forms with fewer names take them together."""

_COUNT: Final = 11.0
_TOGETHER: Final = 200
"""Conditions in one AND; Excel takes 255."""

_PER_PAGE: Final = 16
_TALL: Final = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A cell of a form and the header of its column in 固定表格明细."""

    form: int
    place: Place
    header: str


def write_parts(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill 固定表格明细: a row for each department, a column for each cell of each form."""
    spots = _spots(contents)
    missing = contents.district.missing
    placed = write_table(
        sheet,
        streams,
        note="各部门表格里的数，一格一列，点数字可看原文；空白表示没有这个数，原因见“核查清单”。改动后“固定表格”随之变化。",
        columns=(
            Column(header="部门", width=28),
            Column(header="报送", width=9, style=styles.CENTER),
            *(Column(header=spot.header, width=_COUNT) for spot in spots),
        ),
        rows=Counted(rows=_rows(contents, spots), count=len(contents.pages) + len(missing)),
        frozen=2,
    )
    sheet.row_dimensions[HEADER_ROW].height = _TALL
    set_up_print(sheet, header_row=HEADER_ROW, pages_wide=max(1, -(-len(spots) // _PER_PAGE)))
    sheet.print_title_cols = "A:B"
    return placed


def _spots(contents: Contents) -> list[_Spot]:
    short = dict(zip(contents.district.sections, contents.sections, strict=True))
    return [
        _Spot(form=number, place=place, header=_header(total, place, short))
        for number, total in enumerate(contents.district.forms)
        for _, place in plan(total.form).counts
    ]


def _header(total: FormSum, place: Place, short: Mapping[str, str]) -> str:
    """Return a column's header: the section's short title, the row and the column of the form."""
    block = total.form.blocks[place[0]]
    title = next((s for t, s in short.items() if total.form.section in t), total.form.title)
    lines = (rows_of(block), block.columns)
    names = [brief(line[at], line) for line, at in zip(lines, place[1:], strict=True)]
    return f"{title}：{' × '.join(filter(None, names))}"


def _rows(contents: Contents, spots: Sequence[_Spot]) -> Iterator[tuple[Value, ...]]:
    parts: dict[str, dict[tuple[int, Place], FormPart]] = {}
    for number, total in enumerate(contents.district.forms):
        for reading in total.readings:
            own = parts.setdefault(reading.department, {})
            own.update({(number, part.place): part for part in reading.parts})
    left = MOST_LINKS
    for page in contents.pages:
        own = parts.get(page.department, {})
        left -= len(own)
        cells = (_value(own.get((s.form, s.place)), page, linked=left >= 0) for s in spots)
        yield (page.name, "已采用", *cells)
    for name in contents.district.missing:
        yield (name, "未报送", *([None] * len(spots)))


def _value(part: FormPart | None, page: PagedReport, *, linked: bool) -> Value:
    if part is None or not linked:
        return part and part.value
    link = Link(text="", target=f"{FOLDER}/{page.page}", location=page.figure_anchor(part.figure))
    return Linked(value=part.value, link=link)


def write_forms(sheet: Worksheet, contents: Contents, *, parts: Placed) -> None:
    """Fill 固定表格: each form below the other, its cells formulas over 固定表格明细."""
    write_value(sheet, 1, 1, sheet.title, styles.TITLE)
    note = f"每一格是公式，取“{PARTS}”中各部门的数相加；改动明细后合计随之变化，并有提示。"
    write_value(sheet, 2, 1, note, styles.NOTE)
    sheet.row_dimensions[1].height = 26
    headers = dict(
        zip(((s.form, s.place) for s in _spots(contents)), parts.headers[2:], strict=True)
    )
    top, widest = _FIRST, 0
    for number, total in enumerate(contents.district.forms):
        made = plan(total.form)
        widest = max(widest, made.columns - made.names)
        columns = {place: parts.column(headers[number, place]) for _, place in made.counts}
        top = _write_form(sheet, total, made, columns, top)
    for at, width in enumerate((*_NAMES, *([_COUNT] * widest)), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = f"{get_column_letter(len(_NAMES) + 1)}{_FIRST - 1}"
    set_up_print(sheet)


def _write_form(
    sheet: Worksheet, total: FormSum, made: Plan, columns: Mapping[Place, str], top: int
) -> int:
    """Write a form whose title stands in row `top`; return where the next one begins."""
    title = f"{total.form.title}（{len(total.readings)}个部门）"
    write_value(sheet, top, 1, title, styles.PART)
    first = top + 1
    for cell in _with_names(made):
        head = cell.row in made.top_rows
        _put(sheet, cell, made, first, cell.text, styles.HEAD if head else styles.TEXT)
        room = sum(_width(at) for at in range(*_reach(cell, made)))
        lines = line_count(cell.text, room) if cell.row_span == 1 else 1
        row = first + cell.row
        known = sheet.row_dimensions[row].height or 0
        sheet.row_dimensions[row].height = max(known, row_height(lines))
    checked, places = [], _places(total)
    for cell, place in made.counts:
        value = total.sums.get(place)
        put = _formula(columns[place], value, places.get(place, 0))
        _put(sheet, cell, made, first, put, styles.TEXT)
        if isinstance(put, Formula) and value is not None:
            letter = get_column_letter(_reach(cell, made)[0] + 1)
            checked.append(f"{letter}{first + cell.row}={plain(value)}")
    last = first + made.rows
    _write_check(sheet, last, checked)
    return last + 2


def _with_names(made: Plan) -> Iterator[Cell]:
    """Yield the form's headers; a form that names no rows gets a name for its only one."""
    yield from made.heads
    if not made.names:
        heads = {cell.row for cell in made.heads}
        for row in range(made.rows):
            yield Cell(row=row, column=-1, text="" if row in heads else "合计")


def _reach(cell: Cell, made: Plan) -> tuple[int, int]:
    """Return the columns of the sheet (from 0) that a cell of the form takes.

    Counts begin behind the three columns of names, whatever names the form has; its last
    column of names takes those that it has not.
    """
    shift = len(_NAMES) - made.names
    begin, end = cell.column, cell.column + cell.column_span
    if begin >= made.names:
        return begin + shift, end + shift
    return max(begin, 0), end + shift if end >= made.names else end


def _width(at: int) -> float:
    return _NAMES[at] if at < len(_NAMES) else _COUNT


def _put(sheet: Worksheet, cell: Cell, made: Plan, first: int, value: Value, style: str) -> None:
    begin, end = _reach(cell, made)
    row = first + cell.row
    for column in range(begin + 1, end + 1):
        for below in range(row, row + cell.row_span):
            write_value(sheet, below, column, None, style)
    write_value(sheet, row, begin + 1, value, style)
    if end - begin > 1 or cell.row_span > 1:
        sheet.merge_cells(
            start_row=row,
            end_row=row + cell.row_span - 1,
            start_column=begin + 1,
            end_column=end,
        )


def _places(total: FormSum) -> dict[Place, int | None]:
    """Return how many decimals each sum has; None where a cell cannot hold a part exactly."""
    values: dict[Place, set[Decimal]] = {place: {value} for place, value in total.sums.items()}
    for part in (part for reading in total.readings for part in reading.parts):
        values[part.place].add(part.value)
    return {
        place: None
        if any(exact_number(value) is None for value in known)
        else max(map(decimal_places, known))
        for place, known in values.items()
    }


def _formula(column: str, value: Decimal | None, places: int | None) -> Value:
    """Return the sum of a column of 固定表格明细; '' where nobody gave a number."""
    if places is None:
        return value
    summed = f"ROUND(SUM({column}),{places})" if places else f"SUM({column})"
    return Formula(text=f'=IF(COUNT({column})=0,"",{summed})', places=places)


def _write_check(sheet: Worksheet, row: int, checked: Sequence[str]) -> None:
    """Write below a form whether its sums are still those of the program."""
    groups = (checked[at : at + _TOGETHER] for at in range(0, len(checked), _TOGETHER))
    every = ",".join(f"AND({','.join(group)})" for group in groups) or "TRUE"
    write_value(sheet, row, 1, "核对", styles.CENTER)
    formula = Formula(text=f'=IF(AND({every}),"{SAME}","{CHANGED}")', places=None)
    write_value(sheet, row, 2, formula, styles.CENTER)
    colour(sheet, f"B{row}", f'$B{row}="{CHANGED}"', styles.BAD)
