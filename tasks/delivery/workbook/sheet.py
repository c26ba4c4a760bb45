"""One sheet with one table: title, note, header row, rows, print set-up."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.workbook import styles
from tasks.delivery.workbook.values import (
    Formula,
    Link,
    Linked,
    Share,
    Token,
    Value,
    decimal_places,
    put_link,
    put_number,
    put_text,
    put_token,
    safe_text,
)

HEADER_ROW: Final = 3
FIRST_ROW: Final = HEADER_ROW + 1
_A4: Final = 9
_INDENT: Final = 2.0  # half-width characters that indent and cell margins take
_LINE, _PADDING, _TALLEST = 14.5, 5.0, 409.0  # points; 409 is Excel's tallest row
_LONGEST_HEADER: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its header, its width in characters and the named style of its text.

    `review` marks a column that the reader fills in.
    """

    header: str
    width: float = 12
    style: str = styles.TEXT
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table as it stands in its sheet; rows are 1-based sheet rows."""

    sheet: str
    headers: tuple[str, ...]
    last: int

    def letter(self, header: str) -> str:
        """Return the letter of the column with this header."""
        return get_column_letter(self.headers.index(header) + 1)

    def column(self, header: str) -> str:
        """Return the column's cells as an absolute reference from any sheet."""
        letter = self.letter(header)
        return f"{quote_sheetname(self.sheet)}!${letter}${FIRST_ROW}:${letter}${self.last}"

    def inside(self, header: str) -> str:
        """Return the column's cells as a reference within the sheet."""
        letter = self.letter(header)
        return f"{letter}{FIRST_ROW}:{letter}{self.last}"

    def cell(self, header: str, row: int) -> str:
        """Return one cell as an absolute reference from any sheet; `row` counts from 0."""
        return f"{quote_sheetname(self.sheet)}!${self.letter(header)}${FIRST_ROW + row}"

    @property
    def rows(self) -> str:
        """All the table's cells without the header, within the sheet."""
        return f"A{FIRST_ROW}:{get_column_letter(len(self.headers))}{self.last}"


def frame_table(
    sheet: Worksheet, *, note: str, columns: Sequence[Column], last: int, frozen: int = 1
) -> Placed:
    """Write everything around the rows of a table that ends in sheet row `last`."""
    headers = unique_headers(column.header for column in columns)
    _write_top(sheet, note)
    _write_header(sheet, headers, columns)
    placed = Placed(sheet=sheet.title, headers=headers, last=max(last, FIRST_ROW))
    _add_table(sheet, placed)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
    set_up_print(sheet, header_row=HEADER_ROW)
    return placed


def unique_headers(headers: Iterable[str]) -> tuple[str, ...]:
    """Return headers that a table accepts: in one line, not empty, no two alike."""
    made: list[str] = []
    taken: set[str] = set()
    for header in headers:
        stem = " ".join(safe_text(header).split())[:_LONGEST_HEADER] or "列"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}（{number}）"
        taken.add(name.casefold())
        made.append(name)
    return tuple(made)


def write_value(
    sheet: Worksheet, row: int, column: int, value: Value, style: str = styles.TEXT
) -> None:
    """Write one value with the named style for its kind; text gets the style given."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        return
    cell.style = style_of(value, style)
    put_value(cell, value)


def put_value(cell: Cell, value: Value) -> None:
    """Put the value into the cell, its look aside."""
    match value:
        case None:
            pass
        case Formula() | Share():
            cell.value = value.text
        case Link():
            put_link(cell, value)
        case Linked():
            put_link(cell, value.link)
            put_number(cell, value.value)
        case Token():
            put_token(cell, value.text)
        case Decimal() | int():
            put_number(cell, Decimal(value))
        case str():
            put_text(cell, value)


class _Widths(dict[str, int]):
    """How many half-width characters wide each sign is, found once."""

    def __missing__(self, sign: str) -> int:
        self[sign] = width = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        return width


_WIDTHS: Final = _Widths()


def line_count(text: str, width: float) -> int:
    """Return how many lines the text takes in a column `width` half-width characters wide."""
    room = max(2.0, width - _INDENT)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    lines = (sum(map(_WIDTHS.__getitem__, line)) for line in text.split("\n"))
    return sum(max(1, math.ceil(length / room)) for length in lines)


def row_height(lines: int) -> float:
    """Return the height in points for so many lines; readers don't all find it themselves."""
    return min(_TALLEST, _PADDING + _LINE * lines)


def style_of(value: Value, style: str) -> str:
    """Return the named style for the value's kind; text gets the style given."""
    match value:
        case Formula(places=int(places)):
            return styles.number_style(places)
        case Share():
            return styles.SHARE
        case Link():
            return styles.LINK
        case Linked():
            return styles.number_style(decimal_places(value.value))
        case Decimal() | int():
            return styles.number_style(decimal_places(Decimal(value)))
    return style


def _write_top(sheet: Worksheet, note: str) -> None:
    write_value(sheet, 1, 1, sheet.title, styles.TITLE)
    write_value(sheet, 2, 1, note, styles.NOTE)
    sheet.row_dimensions[1].height = 26


def _write_header(sheet: Worksheet, headers: Sequence[str], columns: Sequence[Column]) -> None:
    sheet.row_dimensions[HEADER_ROW].height = 32
    for number, (header, column) in enumerate(zip(headers, columns, strict=True), start=1):
        style = styles.HEAD_REVIEW if column.review else styles.HEAD
        write_value(sheet, HEADER_ROW, number, header, style)
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _add_table(sheet: Worksheet, placed: Placed) -> None:
    letters = "".join(sign for sign in sheet.title if sign.isalnum())
    end = get_column_letter(len(placed.headers))
    table = Table(displayName=f"表_{letters}", ref=f"A{HEADER_ROW}:{end}{placed.last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    _name_columns(table, placed.headers)
    sheet.add_table(table)


def _name_columns(table: Any, headers: Sequence[str]) -> None:  # noqa: ANN401 - not in openpyxl's stubs
    """Name the table's columns; openpyxl would make every cell of the table to find them."""
    table._initialise_columns()  # noqa: SLF001 - what openpyxl itself does when it writes
    for column, header in zip(table.tableColumns, headers, strict=True):
        column.name = header


def colour(sheet: Worksheet, cells: str, condition: str, color: str, *, last: bool = False) -> None:
    """Fill cells where a condition holds; `last` lets no later condition recolour them."""
    look = DifferentialStyle(fill=PatternFill("solid", start_color=color, end_color=color))
    rule = Rule(type="expression", formula=[condition], dxf=look, stopIfTrue=last)
    sheet.conditional_formatting.add(cells, rule)


def set_up_print(
    sheet: Worksheet, *, header_row: int | None = None, pages_wide: int = 1, pages_tall: int = 0
) -> None:
    """Set the sheet to A4 landscape, so many pages wide, header row repeated, pages numbered.

    `pages_tall` 0 lets it run over as many pages as it needs.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = pages_tall
    sheet.page_setup.pageOrder = "overThenDown"  # the halves of a row follow each other
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    footer = sheet.oddFooter
    if footer is not None:
        footer.left.text = "&A"
        footer.right.text = "第 &P 页，共 &N 页"
    sheet.sheet_view.showGridLines = False
    if header_row is not None:
        sheet.print_title_rows = f"{header_row}:{header_row}"
