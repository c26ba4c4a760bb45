"""The three fixed tables of 政府信息公开工作年度报告, filled in from numbers.

Their rows and columns are those of the form in force since 2021; the numbers are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document
from docx.table import Table

APPLICANTS: Final = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES: Final = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
COURSES: Final = (("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉"))
RESULTS: Final = (
    ("（一）予以公开", ()),
    ("（二）部分公开", ()),
    (
        "（三）不予公开",
        (
            "属于国家秘密",
            "其他法律行政法规禁止公开",
            "危及“三安全一稳定”",
            "保护第三方合法权益",
            "属于三类内部事务信息",
            "属于四类过程性信息",
            "属于行政执法案卷",
            "属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        ("本机关不掌握相关政府信息", "没有现成信息需要另行制作", "补正后申请内容仍不明确"),
    ),
    (
        "（五）不予处理",
        (
            "信访举报投诉类申请",
            "重复申请",
            "要求提供公开出版物",
            "无正当理由大量反复申请",
            "要求确认或重新出具已获取信息",
        ),
    ),
    ("（六）其他处理", ("申请人逾期不补正", "申请人逾期未缴纳费用", "其他")),
    ("（七）总计", ()),
)


def published(document: Document, counts: Sequence[str]) -> None:
    """Add the table of what was published: seven counts and the fees in 万元."""
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["行政规范性文件", *counts[:3]],
        ["信息内容", "本年处理决定数量", "", ""],
        ["行政许可", counts[3], "", ""],
        ["行政处罚", counts[4], "", ""],
        ["行政强制", counts[5], "", ""],
        ["信息内容", "本年收费金额（单位：万元）", "", ""],
        ["行政事业性收费", counts[6], "", ""],
    ]
    table = _table(document, len(rows), 4)
    for at, row in enumerate(rows):
        if not row[2]:
            table.cell(at, 1).merge(table.cell(at, 3))
        for column, said in enumerate(filter(None, row)):
            table.cell(at, column).text = said


def applications(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """Add the table of applications: a row of seven counts for each line of the form."""
    table = _table(document, 3 + len(rows), 10)
    table.cell(0, 0).merge(table.cell(2, 2)).text = "（本列数据的勾稽关系见填表说明）"
    table.cell(0, 3).merge(table.cell(0, 9)).text = "申请人情况"
    table.cell(1, 3).merge(table.cell(2, 3)).text = "自然人"
    table.cell(1, 4).merge(table.cell(1, 8)).text = "法人或其他组织"
    table.cell(1, 9).merge(table.cell(2, 9)).text = "总计"
    for at, name in enumerate(APPLICANTS):
        table.cell(2, 4 + at).text = name
    for at, words in enumerate(LINE_HEADS):
        _head(table, 3 + at, words)
        for column, said in enumerate(rows[at]):
            table.cell(3 + at, 3 + column).text = said
    _merge_groups(table)


def disputes(document: Document, counts: Sequence[str]) -> None:
    """Add the table of reconsideration and litigation: fifteen counts in one row."""
    table = _table(document, 4, 15)
    for at, course in enumerate(COURSES):
        first = 5 * at
        below = 1 if len(course) > 1 else 0
        table.cell(below, first).merge(table.cell(1, first + 4)).text = course[-1]
        for column, outcome in enumerate(OUTCOMES):
            table.cell(2, first + column).text = outcome
    table.cell(0, 5).merge(table.cell(0, 14)).text = "行政诉讼"
    for column, said in enumerate(counts):
        table.cell(3, column).text = said


def _table(document: Document, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    return table


def _line_heads() -> tuple[tuple[str, ...], ...]:
    """Return the header words of each line of the applications table, from the outside in."""
    lines: list[tuple[str, ...]] = [
        ("一、本年新收政府信息公开申请数量",),
        ("二、上年结转政府信息公开申请数量",),
    ]
    for name, reasons in RESULTS:
        if not reasons:
            lines.append(("三、本年度办理结果", name))
        lines += [
            ("三、本年度办理结果", name, f"{n}.{reason}") for n, reason in enumerate(reasons, 1)
        ]
    return (*lines, ("四、结转下年度继续办理",))


LINE_HEADS: Final = _line_heads()
LINES: Final = len(LINE_HEADS)
COLUMNS: Final = 7
"""The applications table: lines of the form, and counts in each."""


def _head(table: Table, row: int, words: tuple[str, ...]) -> None:
    """Write a line's own words; what several lines share is merged and written afterwards."""
    place = len(words) - 1
    if place < 2:
        table.cell(row, place).merge(table.cell(row, 2)).text = words[-1]
    else:
        table.cell(row, 2).text = words[-1]


def _merge_groups(table: Table) -> None:
    lines = LINE_HEADS
    for depth in (0, 1):
        groups: dict[str, list[int]] = {}
        for at, words in enumerate(lines):
            if len(words) > depth + 1:
                groups.setdefault(words[depth], []).append(3 + at)
        for name, rows in groups.items():
            table.cell(rows[0], depth).merge(table.cell(rows[-1], depth)).text = name
