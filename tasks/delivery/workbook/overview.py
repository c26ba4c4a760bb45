"""总览: what a leader looks at first: who sent, what needs attention, the totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.contents import Contents
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.charts import add_charts
from tasks.delivery.workbook.forms import FORMS, PARTS
from tasks.delivery.workbook.links import evidence_link
from tasks.delivery.workbook.sheet import (
    FIRST_ROW,
    Placed,
    line_count,
    row_height,
    set_up_print,
    write_value,
)
from tasks.delivery.workbook.totals import TOTAL
from tasks.delivery.workbook.values import Formula, Link, Value, decimal_places
from tasks.diagnostics import Severity
from tasks.district.district import Status, Total

_FIRST, _NARROW = 28, 15
_WIDTHS: Final = (_FIRST, *(_NARROW,) * 7)
_TOP_CHECKS: Final = 10
_TOP_TOTALS: Final = 12
_ONE_PAGE: Final = 46  # rows that are still readable on one A4 page
_FORMS: Final = (
    (FORMS, "各部门固定格式的表格逐格相加，均为公式"),
    (PARTS, "各部门表格里的数，一个部门一行"),
)
_SHEETS: Final = (
    ("指标汇总", "口径内各指标的全区合计，均为公式"),
    ("部门×指标", "各部门对各指标的贡献"),
    ("数据明细", "每个数据一行：原文、规范化、是否计入及原因、溯源、复核"),
    ("报送情况", "每个文件的去向；未报送的部门"),
    ("提纲覆盖", "各部门在各部分所写字数"),
    ("核查清单", "错漏、矛盾和疑点，按严重程度排列"),
    ("未归类内容", "没有归入任何部分的文字"),
    ("口径说明", "各指标的口径"),
    ("运行信息", "本次汇总的数量和程序版本"),
)

_AHEAD: Final = 2
"""So many sheets come before those of fixed tables, where there are any."""


def write_overview(sheet: Worksheet, contents: Contents, *, summary: Placed) -> None:
    """Fill the sheet; every total refers to its cell in `summary`."""
    district = contents.district
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    write_value(sheet, 1, 1, district.workbook_name, styles.TITLE)
    write_value(sheet, 2, 1, _verdict(contents), styles.NOTE)
    sheet.row_dimensions[1].height = 30
    row = _write_tiles(sheet, 4, _tiles(contents))
    row = add_charts(sheet, row + 1, contents)
    row = _write_checks(sheet, row + 1, contents)
    row = _write_totals(sheet, row + 1, district.totals, summary)
    row = _write_sheets(sheet, row + 1, forms=bool(district.forms))
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{row - 1}"
    set_up_print(sheet, pages_tall=1 if row <= _ONE_PAGE else 0)


def _verdict(contents: Contents) -> str:
    district = contents.district
    late = f"；未报送：{'、'.join(district.missing)}" if district.missing else "；全部报送"
    return f"采用{len(district.reports)}个部门的报告{late}。"


def _tiles(contents: Contents) -> tuple[tuple[str, int], ...]:
    district = contents.district
    grave = [f.severity for f in contents.findings]
    status = [receipt.status for receipt in district.receipts]
    return (
        ("应报部门", len(contents.profile.roster)),
        ("采用报告", len(district.reports)),
        ("未报送", len(district.missing)),
        ("逾期报送", status.count(Status.LATE)),
        ("无法读取", status.count(Status.REJECTED)),
        ("数据（条）", sum(report.coverage.figures for report in district.reports)),
        ("计入合计（条）", sum(len(total.contributions) for total in district.totals)),
        ("错误与警告", grave.count(Severity.ERROR) + grave.count(Severity.WARNING)),
    )


def _write_tiles(sheet: Worksheet, row: int, tiles: Sequence[tuple[str, int]]) -> int:
    for column, (name, value) in enumerate(tiles, start=1):
        write_value(sheet, row, column, value)
        sheet.cell(row, column).style = styles.TILE
        write_value(sheet, row + 1, column, name, styles.TILE_NAME)
    sheet.row_dimensions[row].height = 36
    sheet.row_dimensions[row + 1].height = 20
    return row + 2


def _write_checks(sheet: Worksheet, row: int, contents: Contents) -> int:
    urgent = [f for f in contents.findings if f.severity is not Severity.INFO]
    more = f"（共{len(urgent)}条，先列{_TOP_CHECKS}条）" if len(urgent) > _TOP_CHECKS else ""
    lines: list[tuple[Value, ...]] = [
        (
            finding.department,
            labels.SEVERITY[finding.severity],
            finding.message,
            evidence_link(finding.page, finding.anchor),
        )
        for finding in urgent[:_TOP_CHECKS]
    ]
    heads = ("部门", "程度", "内容", "溯源")
    return _write_part(sheet, row, f"需要处理{more}", heads, lines or [("无", None, None, None)])


def _write_totals(sheet: Worksheet, row: int, totals: Sequence[Total], summary: Placed) -> int:
    """Write the totals that most departments contribute to, in the catalogue's order."""
    ranked = sorted(enumerate(totals), key=lambda pair: -pair[1].departments)
    chosen = sorted(ranked[:_TOP_TOTALS], key=lambda pair: pair[0])
    more = f"（共{len(totals)}项，先列{_TOP_TOTALS}项）" if len(totals) > _TOP_TOTALS else ""
    lines: list[tuple[Value, ...]] = [
        (
            total.indicator,
            Formula(text=f"={summary.cell(TOTAL, at)}", places=decimal_places(total.value)),
            _in_words(total),
            Link(text="明细", location=f"'{summary.sheet}'!A{FIRST_ROW + at}"),
        )
        for at, total in chosen
    ]
    heads = ("指标", TOTAL, "单位与来源", "去向")
    return _write_part(
        sheet, row, f"主要指标合计{more}", heads, lines or [("无", None, None, None)]
    )


def _in_words(total: Total) -> str:
    mark = "，含约数" if total.approximate else ""
    return (
        f"{total.unit or '数'}（{total.departments}个部门，{len(total.contributions)}条数据{mark}）"
    )


def _write_sheets(sheet: Worksheet, row: int, *, forms: bool) -> int:
    shown = (*_SHEETS[:_AHEAD], *(_FORMS if forms else ()), *_SHEETS[_AHEAD:])
    lines: list[tuple[Value, ...]] = [
        (name, None, meaning, Link(text="打开", location=f"'{name}'!A1")) for name, meaning in shown
    ]
    return _write_part(sheet, row, "各表说明", ("工作表", "", "内容", "去向"), lines)


def _write_part(
    sheet: Worksheet,
    row: int,
    title: str,
    heads: Sequence[str],
    lines: Sequence[Sequence[Value]],
) -> int:
    """Write a small list: two narrow columns, a wide one over five, a link; return the next row."""
    write_value(sheet, row, 1, title, styles.PART)
    sheet.row_dimensions[row].height = 22
    _write_line(sheet, row + 1, heads, styles.HEAD)
    for at, line in enumerate(lines, start=row + 2):
        _write_line(sheet, at, line, styles.TEXT)
    return row + 2 + len(lines)


def _write_line(sheet: Worksheet, row: int, line: Sequence[Value], style: str) -> None:
    first, second, wide, last = line
    sheet.row_dimensions[row].height = row_height(
        max(
            line_count(value, width)
            for value, width in ((first, _FIRST), (second, _NARROW), (wide, 5 * _NARROW))
            if isinstance(value, str)
        )
    )
    for column in range(1, len(_WIDTHS) + 1):
        write_value(sheet, row, column, None, style)
    write_value(sheet, row, 1, first, style)
    write_value(sheet, row, 2, second, style)
    write_value(sheet, row, 3, wide, style)
    sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=7)
    write_value(sheet, row, 8, last, style)
