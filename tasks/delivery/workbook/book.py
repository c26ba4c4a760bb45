"""The workbook: its sheets, their order, and what each needs of the others."""

from __future__ import annotations

import datetime as dt
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.artefact import MediaType, Output
from tasks.corrections.columns import SHEET
from tasks.delivery.contents import Contents, contents
from tasks.delivery.display import shown
from tasks.delivery.making import Making
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.catalogue import write_catalogue, write_run
from tasks.delivery.workbook.checks import write_checks, write_unplaced
from tasks.delivery.workbook.coverage import write_coverage
from tasks.delivery.workbook.detail import sheets_needed, write_detail
from tasks.delivery.workbook.forms import FORMS, PARTS, write_forms, write_parts
from tasks.delivery.workbook.overview import write_overview
from tasks.delivery.workbook.package import Package, date
from tasks.delivery.workbook.receipts import write_receipts
from tasks.delivery.workbook.sheet import FIRST_ROW
from tasks.delivery.workbook.streaming import MOST_ROWS, StreamingWriter, Streams
from tasks.delivery.workbook.totals import write_matrix, write_summary
from tasks.district.district import District
from tasks.profile.model import Profile

SHEETS: Final = (
    "总览",
    "指标汇总",
    "部门×指标",
    "数据明细",
    "报送情况",
    "提纲覆盖",
    "核查清单",
    "未归类内容",
    "口径说明",
    "运行信息",
)
_BEFORE: Final = (FORMS, PARTS)
"""Sheets of fixed tables, before the figures one by one: only where somebody sent such a table."""

_TAB_COLORS: Final = {"总览": "1F4E79", "数据明细": "8A5A00", "核查清单": "B42318"}


def build_workbook(
    district: District,
    profile: Profile,
    *,
    most: int = MOST_ROWS,
    making: Making | None = None,
    prepared: Contents | None = None,
) -> Output:
    """Return the district's workbook of figures, the same bytes for the same values.

    `most` is the number of figures in one sheet; more are split over further sheets.
    `making` holds the rows of earlier runs and room for a large file; `prepared` is what
    the outputs share, where it is at hand.
    """
    means = making or Making()
    book, made = Workbook(), prepared or contents(district, profile, shelf=means.shelf)
    styles.register(book)
    parts = detail_names(sheets_needed(made, most))
    forms = _BEFORE if district.forms else ()
    sheets = _make_sheets(book, (*forms, *parts))
    streams = Streams(styles.looks(sheets[SHEET]))
    _write_sheets(sheets, made, parts, streams, most)
    title = district.workbook_name
    _describe(book, title, subject=f"{district.subject}年度报告关键数据")
    dated = dt.datetime(district.year + 1, 1, 1)  # noqa: DTZ001 - a day, not a moment
    date(book, dated)
    with means.scratch() as scratch:
        return means.large(
            f"{title}.xlsx",
            MediaType.XLSX,
            lambda file: StreamingWriter(book, Package(file), streams, scratch).save(),
        )


def detail_names(count: int) -> tuple[str, ...]:
    """Return the names of the detail sheets: 数据明细, 数据明细2, 数据明细3, and so on."""
    return (SHEET, *(f"{SHEET}{number}" for number in range(2, count + 1)))


def _make_sheets(book: Workbook, parts: tuple[str, ...]) -> dict[str, Worksheet]:
    for blank in book.worksheets:
        book.remove(blank)
    at = SHEETS.index(SHEET)
    names = (*SHEETS[:at], *parts, *SHEETS[at + 1 :])
    sheets = {name: book.create_sheet(name) for name in names}
    for name, color in _TAB_COLORS.items():
        sheets[name].sheet_properties.tabColor = color
    return sheets


def _write_sheets(
    sheets: dict[str, Worksheet],
    made: Contents,
    parts: tuple[str, ...],
    streams: Streams,
    most: int,
) -> None:
    """Write the sheets in the order in which they refer to each other."""
    places = [sheets[name] for name in parts]
    detailed = write_detail(places, streams, made, catalogue=_catalogue_names(made), most=most)
    matrix = write_matrix(sheets["部门×指标"], streams, made, detailed=detailed, summary="指标汇总")
    summary = write_summary(sheets["指标汇总"], streams, made, detailed=detailed, matrix=matrix)
    if made.district.forms:
        write_forms(sheets[FORMS], made, parts=write_parts(sheets[PARTS], streams, made))
    write_catalogue(sheets["口径说明"], streams, made, detailed=detailed)
    write_receipts(sheets["报送情况"], streams, made)
    write_coverage(sheets["提纲覆盖"], streams, made)
    write_checks(sheets["核查清单"], streams, made)
    write_unplaced(sheets["未归类内容"], streams, made)
    write_run(sheets["运行信息"], streams, made)
    write_overview(sheets["总览"], made, summary=summary)


def _catalogue_names(made: Contents) -> str:
    """Return the cells of 口径说明 that hold the indicators' names."""
    last = FIRST_ROW + max(len(made.profile.indicators), 1) - 1
    letter = get_column_letter(1)
    return f"{quote_sheetname('口径说明')}!${letter}${FIRST_ROW}:${letter}${last}"


def _describe(book: Workbook, title: str, *, subject: str) -> None:
    book.properties.title = shown(title)
    book.properties.creator = "汇总 huizong"
    book.properties.lastModifiedBy = "汇总 huizong"
    book.properties.subject = shown(subject)
    book.properties.language = "zh-CN"
    book.calculation.fullCalcOnLoad = True
    book.active = 0
