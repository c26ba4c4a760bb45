"""The charts of 总览: who reported, and which sections of the outline are thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.contents import Contents
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.coverage import THIN
from tasks.delivery.workbook.receipts import MISSING
from tasks.delivery.workbook.sheet import write_value
from tasks.district.district import CoverageRow

ROWS: Final = 13
"""How many rows the charts take, each `ROW_HEIGHT` points high."""

ROW_HEIGHT: Final = 17
_DATA_COLUMN: Final = 11  # K: beyond the printed columns A to H
_PLACES: Final = ((0, 4), (4, 8))  # columns A to D, and E to H: a chart is as wide as its cells
_TITLE_SIZE: Final = 1200  # hundredths of a point
_GOOD, _GAP = "2E75B6", "C55A11"


def add_charts(sheet: Worksheet, row: int, contents: Contents) -> int:
    """Put two charts side by side at the row, their numbers beside them; return the next row."""
    for at in range(row, row + ROWS):
        sheet.row_dimensions[at].height = ROW_HEIGHT
    first = ("报送情况（家、件）", _statuses(contents), _GOOD)
    second = (f"提纲各部分缺、空或不足{THIN}字的部门数", _gaps(contents), _GAP)
    for number, (title, rows, color) in enumerate((first, second)):
        column = _DATA_COLUMN + 3 * number
        _write_data(sheet, row, column, title, rows)
        chart = _chart(sheet, row, column, len(rows))
        chart.title = _title(title)
        chart.series[0].graphicalProperties = GraphicalProperties(solidFill=color)
        left, right = _PLACES[number]
        chart.anchor = TwoCellAnchor(  # type: ignore[assignment]
            editAs="oneCell",
            _from=AnchorMarker(col=left, row=row - 1),
            to=AnchorMarker(col=right, row=row + ROWS - 2),
        )
        sheet.add_chart(chart)
    return row + ROWS


def _title(text: str) -> Title:
    """Return the title in a size that leaves room for the bars."""
    look = CharacterProperties(sz=_TITLE_SIZE, b=True)
    line = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])
    return Title(tx=Text(rich=RichText(p=[line])), overlay=False)


def _statuses(contents: Contents) -> Sequence[tuple[str, int]]:
    """Return how many departments and files are in which state, missing ones first."""
    counted = Counter(receipt.status for receipt in contents.district.receipts)
    rows = [(MISSING, len(contents.district.missing))]
    rows += [(name, counted[status]) for status, name in labels.STATUS.items()]
    return [pair for pair in rows if pair[1]] or [(MISSING, 0)]


def _gaps(contents: Contents) -> Sequence[tuple[str, int]]:
    """Return for each section that asks for text how many departments wrote hardly any."""
    rows = contents.district.coverage
    free = {section.title for section in contents.profile.outline if section.may_be_empty}
    named = zip(contents.sections, contents.district.sections, strict=True)
    return [
        (f"{number + 1}. {short}", sum(_gaping(row, number) for row in rows))
        for number, (short, title) in enumerate(named)
        if title not in free
    ] or [("无", 0)]


def _gaping(row: CoverageRow, number: int) -> bool:
    """Whether a department wrote hardly anything for a section, there or elsewhere."""
    return row.characters[number] < THIN and number + 1 not in row.merged


def _write_data(
    sheet: Worksheet, row: int, column: int, title: str, rows: Sequence[tuple[str, int]]
) -> None:
    write_value(sheet, row, column, title, styles.NOTE)
    for at, (name, count) in enumerate(rows, start=row + 1):
        write_value(sheet, at, column, name, styles.NOTE)
        write_value(sheet, at, column + 1, count)


def _chart(sheet: Worksheet, row: int, column: int, count: int) -> BarChart:
    """Return a bar chart of the rows below `row`: one series, lying bars, the first on top."""
    chart = BarChart()
    chart.type = "bar"
    chart.gapWidth = 60
    chart.legend = None
    numbers = Reference(sheet, min_col=column + 1, min_row=row + 1, max_row=row + count)
    chart.add_data(numbers, titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=column, min_row=row + 1, max_row=row + count))
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True  # each bar says its number
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0"
    chart.y_axis.majorUnit = None
    return chart
