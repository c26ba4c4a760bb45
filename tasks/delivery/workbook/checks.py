"""核查清单: everything that needs a look, the gravest first; 未归类内容: what no section took."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.contents import Contents
from tasks.delivery.findings import Finding
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.links import evidence_link
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed, colour
from tasks.delivery.workbook.streaming import Counted, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import MOST_LINKS, Value
from tasks.diagnostics import Severity

DONE: Final = ("已更正", "无需处理", "待部门答复")

_CHECKS: Final = (
    Column(header="序号", width=7),
    Column(header="程度", width=8, style=styles.CENTER),
    Column(header="核查项目", width=18),
    Column(header="部门", width=28),
    Column(header="内容", width=52),
    Column(header="位置", width=24),
    Column(header="处理建议", width=30),
    Column(header="溯源", width=7, style=styles.CENTER),
    Column(header="处理", width=12, style=styles.INPUT, review=True),
    Column(header="备注", width=18, style=styles.INPUT, review=True),
)
_UNPLACED: Final = (
    Column(header="部门", width=28),
    Column(header="块号", width=8),
    Column(header="类型", width=10, style=styles.CENTER),
    Column(header="内容", width=84),
    Column(header="字数", width=8),
    Column(header="溯源", width=7, style=styles.CENTER),
)
_COLORS: Final = (
    (Severity.ERROR, styles.BAD),
    (Severity.WARNING, styles.CAREFUL),
    (Severity.INFO, styles.QUIET),
)


def write_checks(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill 核查清单, with a drop-down for what was done about each."""
    placed = write_table(
        sheet,
        streams,
        note="按严重程度排列；“处理”栏供填写处理结果。",
        columns=_CHECKS,
        rows=Counted(
            rows=(_check_row(n, finding) for n, finding in enumerate(contents.findings, start=1)),
            count=len(contents.findings),
        ),
        frozen=2,
    )
    degree = placed.letter("程度")
    for severity, color in _COLORS:
        condition = f'${degree}{FIRST_ROW}="{labels.SEVERITY[severity]}"'
        colour(sheet, placed.inside("程度"), condition, color)
    done = DataValidation(type="list", formula1=f'"{",".join(DONE)}"', allow_blank=True)
    done.add(placed.inside("处理"))
    sheet.add_data_validation(done)
    return placed


def _check_row(number: int, finding: Finding) -> tuple[Value, ...]:
    return (
        number,
        labels.SEVERITY[finding.severity],
        finding.rule,
        finding.department,
        finding.message,
        finding.place,
        finding.remedy or None,
        evidence_link(finding.page, finding.anchor, linked=number < MOST_LINKS),
        None,
        None,
    )


def write_unplaced(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill 未归类内容: every block under no section, except title, addressee and signature."""
    return write_table(
        sheet,
        streams,
        note="未能归入提纲任何部分的文字（标题、主送、落款、日期除外），原文未丢失，请看是否需要归并。",
        columns=_UNPLACED,
        rows=Counted(
            rows=_unplaced_rows(contents),
            count=sum(contents.sketches.unplaced),
        ),
    )


def _unplaced_rows(contents: Contents) -> Iterator[tuple[Value, ...]]:
    number = 0
    for at, count in enumerate(contents.sketches.unplaced):
        page = contents.pages[at]
        for block in contents.sketches[at].unplaced if count else ():
            number += 1
            link = evidence_link(page.page, block.anchor, linked=number < MOST_LINKS)
            length = len("".join(block.text.split()))
            yield (page.name, block.index + 1, block.kind, block.text, length, link)
