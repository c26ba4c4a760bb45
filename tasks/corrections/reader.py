"""Reading the rows that a person filled in, from the workbook she saved.

The workbook comes back from Excel, WPS or LibreOffice, sorted and filtered at will. Only
the detail sheet's rows with something in the review columns are taken.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tasks.corrections import columns

LARGEST: Final = 1 << 30
"""Bytes that a workbook may unpack to; a million detail rows take about half of it."""

_SAID: Final = (
    columns.DEPARTMENT,
    columns.FIGURE,
    columns.SAID_INDICATOR,
    columns.SAID_VALUE,
    columns.SAID_UNIT,
    columns.SENTENCE,
)
"""What a row's seal is over, in this order."""

_FILLED: Final = (columns.REVIEW, columns.NEW_VALUE, columns.NEW_INDICATOR)
_OPTIONAL: Final = (columns.SCOPE, columns.REMARK)
_HEADERS_WITHIN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One row she filled in, as the cells have it; `place` names sheet and row in Chinese."""

    place: str
    department: str
    figure: str
    said: tuple[object, ...]
    seal: str
    action: str
    new_value: str | int | float | None
    new_indicator: str
    scope: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """What was read: the rows filled in, and what is wrong with the workbook as a whole.

    `author` is who saved the workbook, as the file says it, or ''.
    """

    rows: tuple[Review, ...]
    faults: tuple[str, ...] = ()
    author: str = ""


def read_reviews(content: bytes) -> Reviews | None:
    """Return the reviewed rows, or None when the bytes are no workbook of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > LARGEST:
                return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out of a copy
            return _read(content)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError):
        return None


def _read(content: bytes) -> Reviews | None:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        names = [name for name in book.sheetnames if _is_detail(name)] or [
            name for name in book.sheetnames if _is_renamed(book[name])
        ]
        if not names:
            return None
        rows: list[Review] = []
        faults: list[str] = []
        for name in names:
            sheet = book[name]
            sheet.reset_dimensions()  # other programs write wrong ones
            _read_sheet(name, sheet.iter_rows(), rows, faults)
        author = str(book.properties.lastModifiedBy or "")
        return Reviews(rows=tuple(rows), faults=tuple(faults), author=author)
    finally:
        book.close()


def _is_detail(name: str) -> bool:
    return name.startswith(columns.SHEET) and name.removeprefix(columns.SHEET).isdigit() | (
        name == columns.SHEET
    )


def _is_renamed(sheet: Any) -> bool:  # noqa: ANN401 - openpyxl has a class for each way of reading
    """Say whether a sheet of another name has what only ours has: the figures' ids and seals."""
    if not hasattr(sheet, "reset_dimensions"):
        return False  # a chart that fills a sheet
    sheet.reset_dimensions()
    return {columns.FIGURE, columns.SEAL} <= set(_find_headers(sheet.iter_rows()))


def _read_sheet(
    name: str, lines: Iterator[Sequence[Any]], rows: list[Review], faults: list[str]
) -> None:
    places = _find_headers(lines)
    missing = [header for header in (*_SAID, columns.SEAL, *_FILLED) if header not in places]
    if missing:
        faults.append(
            f"工作表“{name}”缺少“{'”“'.join(missing)}”列。"
            "请使用程序生成的汇总表填写，不要删改表头。"
        )
        return
    for line in lines:
        cells = {header: line[at] for header, at in places.items() if at < len(line)}
        review = _review(name, cells)
        if review is not None:
            rows.append(review)


def _find_headers(lines: Iterator[Sequence[Any]]) -> dict[str, int]:
    """Return where each column is, by the first row that has the figures' ids as a header."""
    for _, line in zip(range(_HEADERS_WITHIN), lines, strict=False):
        found = {_text(cell): at for at, cell in enumerate(line) if _text(cell)}
        if columns.FIGURE in found:
            return found
    return {}


def _review(sheet: str, cells: dict[str, Any]) -> Review | None:
    filled = [_text(cells.get(header)) for header in _FILLED]
    if not any(filled):
        return None
    row = next((cell.row for cell in cells.values() if getattr(cell, "row", None)), 0)
    return Review(
        place=f"{sheet}第{row}行",
        department=_text(cells.get(columns.DEPARTMENT)),
        figure=_text(cells.get(columns.FIGURE)),
        said=tuple(getattr(cells.get(header), "value", None) for header in _SAID),
        seal=_text(cells.get(columns.SEAL)),
        action=filled[0],
        new_value=_amount(cells.get(columns.NEW_VALUE)),
        new_indicator=filled[2],
        scope=_text(cells.get(_OPTIONAL[0])),
        remark=_text(cells.get(_OPTIONAL[1])),
    )


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else str(value).strip()


def _amount(cell: object) -> str | int | float | None:
    """Return the number as she typed it: Excel keeps 98.6% as 0.986 shown as a percentage."""
    value = getattr(cell, "value", None)
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value)
    if not isinstance(value, int | float):
        return str(value).strip() or None
    if "%" in str(getattr(cell, "number_format", "")):
        return f"{round(value * 100, 10):.10g}%"
    return value
