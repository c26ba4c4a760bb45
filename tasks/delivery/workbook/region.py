"""The region's workbook: totals as formulas over the contributions, each with its link."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.artefact import Artefact, MediaType
from tasks.delivery.places import FOLDER
from tasks.delivery.workbook import styles
from tasks.delivery.workbook.conditions import Details, count_where, sum_where
from tasks.delivery.workbook.package import Package, date
from tasks.delivery.workbook.sheet import FIRST_ROW, Column, Placed
from tasks.delivery.workbook.streaming import StreamingWriter, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.totals import criterion
from tasks.delivery.workbook.values import Formula, Link, Token, Value, decimal_places
from tasks.region import Region, RegionTotal

_DISTRICT, _INDICATOR, _UNIT, _VALUE = "地区", "指标", "单位", "数值"

_DETAIL: Final = (
    Column(header=_DISTRICT, width=16),
    Column(header="部门", width=26),
    Column(header=_INDICATOR, width=26),
    Column(header=_UNIT, width=8, style=styles.CENTER),
    Column(header=_VALUE, width=16),
    Column(header="下限", width=14),
    Column(header="上限", width=14),
    Column(header="溯源", width=8, style=styles.CENTER),
)
_SUMMARY: Final = (
    Column(header=_INDICATOR, width=28),
    Column(header=_UNIT, width=8, style=styles.CENTER),
    Column(header="合计", width=18),
    Column(header="地区数", width=9, style=styles.CENTER),
    Column(header="计入条数", width=10, style=styles.CENTER),
    Column(header="程序合计", width=18),
)
_RECEIPTS: Final = (
    Column(header=_DISTRICT, width=16),
    Column(header="情况", width=10, style=styles.CENTER),
    Column(header="说明", width=48),
    Column(header="未报送的部门", width=40),
    Column(header="运行指纹（SHA-256）", width=56, style=styles.LINE_TEXT),
)


def build_region_workbook(region: Region) -> Artefact:
    """Return the workbook: 指标汇总, 地区×指标, 合计明细, 地区情况."""
    book = Workbook()
    for blank in book.worksheets:
        book.remove(blank)
    styles.register(book)
    names = ("指标汇总", "地区×指标", "合计明细", "地区情况")
    summary, matrix, detail, receipts = (book.create_sheet(name) for name in names)
    streams = Streams(styles.looks(detail))
    detailed = (_write_detail(detail, streams, region),)
    _write_summary(summary, streams, region, detailed)
    _write_matrix(matrix, streams, region, detailed)
    _write_receipts(receipts, streams, region)
    book.properties.title = region.workbook_name
    book.properties.creator = book.properties.lastModifiedBy = "汇总 huizong"
    book.calculation.fullCalcOnLoad = True
    date(book, dt.datetime(region.year + 1, 1, 1))  # noqa: DTZ001 - a day, not a moment
    packed = io.BytesIO()
    StreamingWriter(book, Package(packed), streams).save()
    return Artefact(
        path=f"{region.workbook_name}.xlsx", media_type=MediaType.XLSX, content=packed.getvalue()
    )


def _write_detail(sheet: Worksheet, streams: Streams, region: Region) -> Placed:
    return write_table(
        sheet,
        streams,
        note="每行是一个部门计入下级合计的一项数据；点“溯源”看它在报告中的原句。",
        columns=_DETAIL,
        rows=_details(region),
        frozen=3,
    )


def _details(region: Region) -> Iterator[tuple[Value, ...]]:
    for total in region.totals:
        for district, part in total.parts:
            for said in part.contributions:
                yield (
                    district.name,
                    said.department,
                    total.indicator,
                    total.unit,
                    said.value,
                    said.lower,
                    "不限" if said.upper is None else said.upper,
                    Link(text="原句", target=district.place(said.page)) if said.page else None,
                )


def _which(total: RegionTotal, reference: str) -> tuple[tuple[str, str], ...]:
    return (_INDICATOR, criterion(total.indicator, reference)), (_UNIT, criterion(total.unit))


def _places(total: RegionTotal) -> int:
    return max(decimal_places(p.value) for _, part in total.parts for p in part.contributions)


def _sum(total: RegionTotal, detailed: Details, *which: tuple[str, str]) -> Formula:
    places = _places(total)
    return Formula(text=f"=ROUND({sum_where(detailed, _VALUE, *which)},{places})", places=places)


def _write_summary(sheet: Worksheet, streams: Streams, region: Region, detailed: Details) -> None:
    def rows() -> Iterator[tuple[Value, ...]]:
        for row, total in enumerate(region.totals, start=FIRST_ROW):
            which = _which(total, f"$A{row}")
            yield (
                total.indicator,
                total.unit,
                _sum(total, detailed, *which),
                len(total.parts),
                Formula(text=f"={count_where(detailed, *which)}"),
                total.value,
            )

    note = "合计为公式，取“合计明细”各行；“程序合计”是程序直接相加的结果，两者应一致。"
    write_table(sheet, streams, note=note, columns=_SUMMARY, rows=rows())


def _write_matrix(sheet: Worksheet, streams: Streams, region: Region, detailed: Details) -> None:
    columns = (
        Column(header=_DISTRICT, width=16),
        *(Column(header=f"{t.indicator}（{t.unit or '数'}）", width=18) for t in region.totals),
    )

    def cell(total: RegionTotal, at: int, row: int) -> Value:
        which = _which(total, f"指标汇总!$A${at}")
        return _sum(total, detailed, (_DISTRICT, f"$A{row}"), *which)

    def rows() -> Iterator[tuple[Value, ...]]:
        for row, district in enumerate(region.districts, start=FIRST_ROW):
            yield (
                district.name,
                *(
                    cell(total, at, row) if total.of(district) else None
                    for at, total in enumerate(region.totals, start=FIRST_ROW)
                ),
            )

    note = "各地区计入合计的数据之和（公式）；空白表示该地区没有这一指标。"
    write_table(sheet, streams, note=note, columns=columns, rows=rows())


def _write_receipts(sheet: Worksheet, streams: Streams, region: Region) -> None:
    def rows() -> Iterator[tuple[Value, ...]]:
        for name in region.missing:
            yield name, "未汇入", "名册内没有可用的运行结果。", None, None
        for refused in region.rejected:
            said = refused.message + refused.remedy
            yield refused.department or refused.file, "未采用", said, None, None
        for district in region.districts:
            index = f"{FOLDER}/{district.folder}/index.html"
            missing = "、".join(district.run.summary.missing)
            yield (
                Link(text=district.name, target=index),
                "已汇入",
                district.run.program.split(" sha256")[0],
                missing or "无",
                Token(text=district.run.sha256),
            )

    note = "每个地区一行；未汇入、未采用的排在前面。"
    write_table(sheet, streams, note=note, columns=_RECEIPTS, rows=rows())
