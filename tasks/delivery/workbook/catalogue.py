"""口径说明: what each indicator counts; 运行信息: what the run was made from, without a clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery import labels
from tasks.delivery.contents import Contents
from tasks.delivery.workbook import detail, styles
from tasks.delivery.workbook.conditions import Details, count_where
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed
from tasks.delivery.workbook.streaming import Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.totals import criterion
from tasks.delivery.workbook.values import Formula, Value

NAME: Final = "指标"
_CATALOGUE: Final = (
    Column(header=NAME, width=26),
    Column(header="单位", width=8, style=styles.CENTER),
    Column(header="同类单位", width=16),
    Column(header="是否可加", width=9, style=styles.CENTER),
    Column(header="别名", width=44),
    Column(header="口径", width=44),
    Column(header="本年出现条数", width=10),
)
_RUN: Final = (
    Column(header="项目", width=26),
    Column(header="内容", width=30),
    Column(header="说明", width=70),
)


def write_catalogue(
    sheet: Worksheet, streams: Streams, contents: Contents, *, detailed: Details
) -> Placed:
    """Fill 口径说明: the catalogue, and how often each indicator occurs in 数据明细."""
    return write_table(
        sheet,
        streams,
        note="合计规则：只加本年实际数；百分比、位次、平均数、目标数、上期数、其中项和表内合计不相加；"
        "约数按所写数值相加并标明。",
        columns=_CATALOGUE,
        rows=_catalogue_rows(contents, detailed),
    )


def _catalogue_rows(contents: Contents, detailed: Details) -> Iterator[tuple[Value, ...]]:
    for row, indicator in enumerate(contents.profile.indicators, start=FIRST_ROW):
        which = (detail.INDICATOR, criterion(indicator.name, f"$A{row}"))
        yield (
            indicator.name,
            indicator.unit or None,
            "、".join(indicator.units) or None,
            "可加" if indicator.additive else "不可加",
            "、".join(indicator.aliases) or None,
            indicator.notes or None,
            Formula(text=f"={count_where(detailed, which)}"),
        )


def program_version() -> str:
    """Return the installed program's version, or 开发版 when it runs from its source."""
    try:
        return version("huizong")
    except PackageNotFoundError:
        return "开发版"


def write_run(sheet: Worksheet, streams: Streams, contents: Contents) -> Placed:
    """Fill 运行信息: counts that add up, the year and the program's version."""
    return write_table(
        sheet,
        streams,
        note="本表不含时间，同样的报送件、配置和程序版本得到逐字节相同的工作簿。",
        columns=_RUN,
        rows=(*_run_rows(contents), *_skipped_rows(contents)),
    )


def _run_rows(contents: Contents) -> Iterator[tuple[Value, ...]]:
    district = contents.district
    receipts = [page.report.coverage for page in contents.pages]
    statuses = Counter(receipt.status for receipt in district.receipts)
    yield ("地区", district.name, None)
    yield ("年度", f"{district.year}年", None)
    yield ("程序版本", f"huizong {program_version()}", None)
    yield ("名册部门", len(contents.profile.roster), None)
    yield ("收到文件", len(district.receipts), "以下各状态之和")
    for status, name in labels.STATUS.items():
        if statuses[status]:
            yield (f"　{name}", statuses[status], None)
    yield ("采用报告", len(district.reports), "每个部门一份")
    yield ("未报送部门", len(district.missing), "、".join(district.missing) or None)
    yield ("正文字数", sum(r.characters for r in receipts), "不含空白；以下两项之和")
    yield ("　归入提纲", sum(r.in_sections for r in receipts), None)
    yield ("　未归类", sum(r.unplaced for r in receipts), "见“未归类内容”，含标题、主送、落款")
    yield ("文中数字", sum(r.numbers for r in receipts), "以下各项之和")
    yield ("　数据", sum(r.figures for r in receipts), "见“数据明细”")


def _skipped_rows(contents: Contents) -> Iterator[tuple[Value, ...]]:
    skipped: Counter[str] = Counter()
    for page in contents.pages:
        skipped.update(dict(page.report.coverage.skipped))
    for reason in sorted(skipped):
        name = labels.SKIPPED.get(reason, reason)
        yield (f"　不计：{name}", skipped[reason], "在溯源页中以灰色标出")
