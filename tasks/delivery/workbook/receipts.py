"""报送情况: every file that came and what became of it, and who sent nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.contents import Contents
from tasks.delivery.places import UNNAMED
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.links import evidence_link
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed, colour
from tasks.delivery.workbook.streaming import Counted, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import Token, Value
from tasks.district.district import Receipt, Status

MISSING: Final = "未报送"

_COLUMNS: Final = (
    Column(header="部门", width=28),
    Column(header="类别", width=8, style=styles.CENTER),
    Column(header="状态", width=13, style=styles.CENTER),
    Column(header="是否采用", width=8, style=styles.CENTER),
    Column(header="文件", width=36),
    Column(header="年度", width=9, style=styles.CENTER),
    Column(header="成文日期", width=13, style=styles.CENTER),
    Column(header="原因", width=36),
    Column(header="处理建议", width=30),
    Column(header="字数", width=8),
    Column(header="数据条数", width=8),
    Column(header="溯源", width=7, style=styles.CENTER),
    Column(header="文件指纹（SHA-256）", width=56, style=styles.LINE_TEXT),
)
_COLORS: Final = (
    (MISSING, styles.BAD),
    (labels.STATUS[Status.REJECTED], styles.BAD),
    (labels.STATUS[Status.WRONG_YEAR], styles.BAD),
    (labels.STATUS[Status.UNKNOWN_SENDER], styles.CAREFUL),
    (labels.STATUS[Status.LATE], styles.CAREFUL),
    (labels.STATUS[Status.SUPERSEDED], styles.QUIET),
    (labels.STATUS[Status.DUPLICATE], styles.QUIET),
    (labels.STATUS[Status.RECEIVED], styles.GOOD),
)


def write_receipts(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill the sheet: missing departments first, then the files, those not used before the used."""
    placed = write_table(
        sheet,
        streams,
        note="收件夹内每个文件一行；未报送的部门和未采用的文件排在前面。",
        columns=_COLUMNS,
        rows=Counted(
            rows=_rows(contents),
            count=len(contents.district.missing) + len(contents.district.receipts),
        ),
    )
    status = placed.letter("状态")
    for name, color in _COLORS:
        colour(sheet, placed.inside("状态"), f'${status}{FIRST_ROW}="{name}"', color)
    sheet.print_area = f"A1:{placed.letter('溯源')}{placed.last}"
    return placed


def _rows(contents: Contents) -> Iterator[tuple[Value, ...]]:
    kinds = {entry.name: entry.kind for entry in contents.profile.roster}
    for name in contents.district.missing:
        yield _missing_row(name, kinds.get(name, ""))
    pages = {page.report.submission.file: page.page for page in contents.pages}
    for receipt in sorted(contents.district.receipts, key=lambda receipt: receipt.counts):
        page = pages.get(receipt.file, "") if receipt.counts else ""
        yield _row(receipt, kinds.get(receipt.department or "", ""), page)


def _missing_row(name: str, kind: str) -> tuple[Value, ...]:
    reason, remedy = "名册内没有可采用的报送件。", "请催报。"
    return (name, kind, MISSING, "否", None, None, None, reason, remedy, None, None, None, None)


def _row(receipt: Receipt, kind: str, page: str) -> tuple[Value, ...]:
    report, rejection = receipt.report, receipt.rejection
    return (
        receipt.department or UNNAMED,
        kind,
        labels.STATUS[receipt.status],
        "是" if receipt.counts else "否",
        receipt.file,
        None if receipt.year is None else f"{receipt.year}年",
        report.dated if report else None,
        receipt.reason or (rejection.message if rejection else None),
        rejection.remedy if rejection else None,
        report.coverage.characters if report else None,
        report.coverage.figures if report else None,
        evidence_link(page),
        Token(text=receipt.sha256),
    )
