"""数据明细: every figure of every counting report, one a row, with room for her review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.places import PagedReport, figure_spot, section_name
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.contents import Contents, evidence_link
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed, colour, write_table
from tasks.delivery.workbook.values import Token, Value
from tasks.department.figures.figure import Figure

COUNTED, NOT_COUNTED = "是", "否"
REVIEWS: Final = ("采纳", "更正", "剔除")
_OPEN_END: Final = "不限"

DEPARTMENT, INDICATOR, VALUE, UNIT = "部门", "规范指标", "规范化数值", "规范化单位"
LOWER, UPPER, QUALIFIER, STANDS = "下限", "上限", "修饰词", "是否计入合计"
REVIEW, NEW_VALUE, NEW_INDICATOR, REMARK = "复核", "更正值", "更正指标", "备注"

_COLUMNS: Final = (
    Column(header=DEPARTMENT, width=18),
    Column(header="部分", width=14),
    Column(header="指标（原文）", width=20),
    Column(header=INDICATOR, width=16),
    Column(header="原文数值", width=10),
    Column(header="单位", width=8, style=styles.CENTER),
    Column(header=VALUE, width=13),
    Column(header=UNIT, width=9, style=styles.CENTER),
    Column(header=QUALIFIER, width=7, style=styles.CENTER),
    Column(header=LOWER, width=11),
    Column(header=UPPER, width=11, style=styles.CENTER),
    Column(header="类别", width=8, style=styles.CENTER),
    Column(header="角色", width=7, style=styles.CENTER),
    Column(header="变动", width=7, style=styles.CENTER),
    Column(header=STANDS, width=10, style=styles.CENTER),
    Column(header="未计入原因", width=16),
    Column(header="原句", width=54),
    Column(header="位置", width=23),
    Column(header="溯源", width=7, style=styles.CENTER),
    Column(header=REVIEW, width=8, style=styles.INPUT, review=True),
    Column(header=NEW_VALUE, width=11, style=styles.INPUT, review=True),
    Column(header=NEW_INDICATOR, width=16, style=styles.INPUT, review=True),
    Column(header=REMARK, width=18, style=styles.INPUT, review=True),
    Column(header="数据编号", width=14, style=styles.CENTER),
)


def write_detail(sheet: Worksheet, contents: Contents, *, catalogue: str) -> Placed:
    """Fill the sheet; `catalogue` refers to the catalogue's names, offered for corrections."""
    placed = write_table(
        sheet,
        note="每行一个数据，点“查看”到原文所在处。橙色表头各列供复核填写；"
        "“是否计入合计”为“是”的行进入指标汇总。",
        columns=_COLUMNS,
        rows=_rows(contents),
        frozen=1,
    )
    _offer_choices(sheet, placed, catalogue)
    _colour(sheet, placed)
    sheet.print_area = f"A1:{placed.letter('溯源')}{placed.last}"
    return placed


def _rows(contents: Contents) -> Iterator[tuple[Value, ...]]:
    number = 0
    for page in contents.pages:
        for figure in page.report.figures:
            yield _row(contents, page, figure, number)
            number += 1


def _row(contents: Contents, page: PagedReport, figure: Figure, number: int) -> tuple[Value, ...]:
    standing = contents.standings.of(page.report.department or "", figure)
    return (
        page.name,
        section_name(figure.section, contents.sections) or "未归类",
        figure.indicator,
        standing.indicator or None,
        figure.value,
        figure.unit,
        standing.value,
        standing.unit,
        figure.qualifier or None,
        standing.lower,
        _OPEN_END if standing.upper is None else standing.upper,
        labels.KIND[figure.kind],
        labels.ROLE[figure.role],
        labels.CHANGE[figure.change] or None,
        COUNTED if standing.counted else NOT_COUNTED,
        standing.reason or None,
        figure.sentence,
        figure_spot(page.report, figure),
        evidence_link(page.page, page.figure_anchor(figure.id), row=number),
        None,
        None,
        None,
        None,
        Token(text=figure.id),
    )


def _offer_choices(sheet: Worksheet, placed: Placed, catalogue: str) -> None:
    """Put drop-downs on the review columns; another indicator than the offered may be typed."""
    review = DataValidation(
        type="list",
        formula1=f'"{",".join(REVIEWS)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="复核",
        error="请选择：" + "、".join(REVIEWS),
    )
    review.add(placed.inside(REVIEW))
    indicator = DataValidation(
        type="list", formula1=catalogue, allow_blank=True, showErrorMessage=False
    )
    indicator.add(placed.inside(NEW_INDICATOR))
    stands = DataValidation(
        type="list",
        formula1=f'"{COUNTED},{NOT_COUNTED}"',
        allow_blank=False,
        showErrorMessage=True,
        errorTitle=STANDS,
        error=f"请填“{COUNTED}”或“{NOT_COUNTED}”",
    )
    stands.add(placed.inside(STANDS))
    for validation in (review, indicator, stands):
        sheet.add_data_validation(validation)


def _colour(sheet: Worksheet, placed: Placed) -> None:
    review, stands = placed.letter(REVIEW), placed.letter(STANDS)
    rules = (
        (placed.rows, f'${review}{FIRST_ROW}="剔除"', styles.BAD),
        (placed.rows, f'${review}{FIRST_ROW}="更正"', styles.CAREFUL),
        (placed.inside(STANDS), f'${stands}{FIRST_ROW}="{COUNTED}"', styles.GOOD),
        (placed.inside(QUALIFIER), f'{placed.letter(QUALIFIER)}{FIRST_ROW}<>""', styles.CAREFUL),
    )
    for cells, condition, color in rules:
        colour(sheet, cells, condition, color)
