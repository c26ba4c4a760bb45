"""The report's annexes: totals, what was sent in, what is to be verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from tasks.delivery.display import shown
from tasks.delivery.findings import findings
from tasks.delivery.labels import SEVERITY, STATUS, plain
from tasks.delivery.layout.grids import plain_grid
from tasks.delivery.layout.pieces import Line, Piece, Style, line
from tasks.delivery.report.made import Made
from tasks.diagnostics import Severity
from tasks.district.district import District, Receipt, Total

ANNEXES: Final = ("关键数据汇总表", "报送情况表", "需核实事项清单")

_FIRST_TURNED: Final = 2
"""From this annex on the tables are too wide for an upright page; the one before ends in a
line, which carries the end of the upright pages."""

_MYRIAD: Final = 10_000


def annexes(district: District) -> tuple[Piece, ...]:
    """Return the three annexes, each on a new page."""
    bodies = (_totals(district), _submissions(district), _checks(district))
    pieces: list[Piece] = []
    for number, (title, body) in enumerate(zip(ANNEXES, bodies, strict=True), start=1):
        pieces += [
            line(Style.ANNEX_MARK, f"附件{number}", new_page=number != _FIRST_TURNED),
            line(Style.ADDRESSEE),
            line(Style.ANNEX_TITLE, title),
            line(Style.ADDRESSEE),
            *body,
        ]
        if number == _FIRST_TURNED - 1:
            pieces[-1] = replace(cast("Line", pieces[-1]), turns=True)
    return tuple(pieces)


def _totals(district: District) -> tuple[Piece, ...]:
    doubtful = _doubtful(district)
    rows = [
        _total(number, total, doubtful) for number, total in enumerate(district.totals, start=1)
    ]
    if not rows:
        return (line(Style.BODY, "各部门报告中没有可以合计的口径内数据。"),)
    header = ("序号", "指标", "单位", "合计", "报送部门数", "备注")
    grid = plain_grid(header, rows, widths=(6, 28, 9, 16, 12, 29), numeric=(3, 4))
    note = "注：合计为各部门报送数之和；比率、位次、目标数、其中数及重复数据不计入合计。"
    return (grid, line(Style.TABLE_NOTE, note))


def _doubtful(district: District) -> set[str]:
    """Return the ids of the figures that stand in a block where an error was noticed."""
    found: set[str] = set()
    for report in district.reports:
        blocks = {d.block for d in report.diagnostics if d.severity is Severity.ERROR}
        if blocks:
            found |= {figure.id for figure in report.figures if figure.block in blocks}
    for contradiction in district.contradictions:
        found |= {figure for _, _, figure in contradiction.values}
    return found


def _money(total: Total) -> tuple[str, Decimal]:
    """Return unit and value; money of 万元 and more is written in 万元, exactly."""
    if total.unit == "元" and abs(total.value) >= _MYRIAD:
        return "万元", total.value / _MYRIAD
    return total.unit, total.value


def _total(number: int, total: Total, doubtful: set[str]) -> tuple[str, ...]:
    unit, value = _money(total)
    remarks = []
    if total.approximate:
        rough = sum(part.approximate for part in total.contributions)
        remarks.append(f"约数，其中{rough}项为概数")
    in_doubt = doubtful and sum(part.figure in doubtful for part in total.contributions)
    if in_doubt:
        remarks.append(f"其中{in_doubt}项待核实，见附件3")
    if total.left_out:
        remarks.append(f"另有{len(total.left_out)}项未计入")
    return (
        str(number),
        shown(total.indicator),
        shown(unit),
        plain(value),
        str(total.departments),
        "；".join(remarks),
    )


def _submissions(district: District) -> tuple[Piece, ...]:
    receipts = district.receipts
    sent = {receipt.department for receipt in receipts}
    missing = [name for name in district.missing if name not in sent]

    def row(at: int) -> tuple[str, ...]:
        known = at < len(receipts)
        rest = _receipt(receipts[at]) if known else (missing[at - len(receipts)], "", "未报送", "")
        return (str(at + 1), *rest)

    header = ("序号", "部门（单位）", "文件", "报送情况", "说明")
    rows = Made(range(len(receipts) + len(missing)), row)
    return (plain_grid(header, rows, widths=(6, 18, 30, 13, 33)),)


def _receipt(receipt: Receipt) -> tuple[str, str, str, str]:
    return (
        shown(receipt.department or "未识别"),
        shown(receipt.file),
        STATUS[receipt.status],
        shown(receipt.reason),
    )


def _checks(district: District) -> tuple[Piece, ...]:
    rows: Sequence[tuple[str, ...]] = [
        (SEVERITY[f.severity], shown(f.department), shown(f.message), shown(f.remedy))
        for f in findings(district)
        if f.severity is not Severity.INFO
    ]
    if not rows:
        return (line(Style.BODY, "没有需要核实的事项。"),)
    header = ("序号", "级别", "部门", "事项", "处理建议")
    numbered = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    return (plain_grid(header, numbered, widths=(6, 8, 18, 42, 26)),)
