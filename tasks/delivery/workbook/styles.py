"""How the workbook looks: a calm sheet that prints, as named styles."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "微软雅黑"
INK, PAPER, LINE, ACCENT = "FF1F2933", "FFFFFFFF", "FFD5DCE4", "FF1F4E79"
GOOD, CAREFUL, BAD, QUIET = "FFE3F1E3", "FFFFF2CC", "FFF8D7DA", "FFF0F2F5"

TITLE, NOTE, HEAD, HEAD_REVIEW = "汇总_标题", "汇总_说明", "汇总_表头", "汇总_复核表头"
TEXT, CENTER, LINK, INPUT = "汇总_文字", "汇总_居中", "汇总_链接", "汇总_填写"
LINE_TEXT, SHARE = "汇总_单行", "汇总_同比"
TILE, TILE_NAME, PART = "汇总_数牌", "汇总_牌名", "汇总_小节"
MOST_PLACES: Final = 6

_HAIR = Side(style="thin", color=LINE)
_EDGE = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)


def number_style(places: int) -> str:
    """Return the name of the style for numbers with so many decimals (at most six)."""
    return f"汇总_数{min(places, MOST_PLACES)}"


def number_format(places: int) -> str:
    """Return Excel's format for numbers with so many decimals, thousands separated."""
    shown = min(places, MOST_PLACES)
    return "#,##0" + ("." + "0" * shown if shown else "")


def register(book: Workbook) -> None:
    """Make all named styles known to the workbook."""
    for style in _all_styles():
        book.add_named_style(style)


def _all_styles() -> list[NamedStyle]:
    left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    center = Alignment(horizontal="center", vertical="center", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    right = Alignment(horizontal="right", vertical="center", indent=1)
    plain = Alignment(horizontal="left", vertical="center")
    styles = [
        _style(TITLE, _font(16, bold=True, color=ACCENT), plain, edge=False),
        _style(NOTE, _font(9, color="FF5B6770"), plain, edge=False),
        _style(PART, _font(12, bold=True, color=ACCENT), plain, edge=False),
        _style(HEAD, _font(10, bold=True, color=PAPER), middle, fill=ACCENT),
        _style(HEAD_REVIEW, _font(10, bold=True, color=PAPER), middle, fill="FF8A5A00"),
        _style(TEXT, _font(10), left),
        _style(CENTER, _font(10), center),
        _style(LINE_TEXT, _font(8, color="FF5B6770"), plain),
        _style(LINK, _font(10, color="FF0B5CAD", underline=True), center),
        _style(INPUT, _font(10), left, fill="FFFFFBEB"),
        _style(TILE, _font(20, bold=True, color=ACCENT), middle, fill=QUIET),
        _style(TILE_NAME, _font(9, color="FF5B6770"), middle, fill=QUIET),
    ]
    share = _style(SHARE, _font(10), right)
    share.number_format = "+0.0%;-0.0%;0.0%"
    styles.append(share)
    for places in range(MOST_PLACES + 1):
        style = _style(number_style(places), _font(10), right)
        style.number_format = number_format(places)
        styles.append(style)
    return styles


def _font(size: int, *, bold: bool = False, color: str = INK, underline: bool = False) -> Font:
    return Font(
        name=FONT, size=size, bold=bold, color=color, underline="single" if underline else None
    )


def _style(
    name: str, font: Font, alignment: Alignment, *, fill: str = "", edge: bool = True
) -> NamedStyle:
    style = NamedStyle(name=name, font=font, alignment=alignment)
    if fill:
        style.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if edge:
        style.border = _EDGE
    return style


def looks(sheet: Worksheet) -> dict[tuple[str, bool], int]:
    """Return the number of every named style, as cells refer to it.

    Each has a second form, for text that begins like a formula: Excel then shows it as
    text also when it is edited. All are numbered here, so that the numbers do not depend
    on which sheet is written first.
    """
    numbers: dict[tuple[str, bool], int] = {}
    for name in (style.name for style in _all_styles()):
        for active in (False, True):
            cell: Any = Cell(sheet, row=1, column=1)
            cell.style = name
            cell.quotePrefix = active
            numbers[name, active] = cell.style_id
    return numbers
