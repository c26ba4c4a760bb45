"""The comment that a statement carries in the 批注稿: where it comes from, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from tasks.corrections.words import said_anew
from tasks.delivery.amendment import amendment
from tasks.delivery.display import shown
from tasks.delivery.places import figure_place, section_name
from tasks.delivery.report.memory import PASSAGES
from tasks.delivery.report.passage import FormTable, Passage
from tasks.delivery.report.sources import Origin, Sources, department_of
from tasks.department.figures.figure import Figure
from tasks.district.district import District

_PARTS: Final = 40
"""A total of more parts than these leads to the workbook for the others."""

_QUOTES: Final = 100
"""Nobody reads more sentences in one comment; all of them stand in `passages.json`."""


def comment(passage: Passage | FormTable, sources: Sources, district: District) -> tuple[str, ...]:
    """Return the comment's lines: one source whole, or many in a line each."""
    if isinstance(passage, FormTable):
        return tuple(_table(passage, sources))
    if len(passage.quotes) == 1:
        return tuple(_whole(passage, sources, district))
    if passage.quotes:
        return (
            f"综合{len(passage.quotes)}处原文：",
            *_quotes(passage, sources, district),
            *_amended(passage, sources),
        )
    named = sum(map(sources.has, passage.figures))
    if not named:
        departments = {department_of(ref) for ref in passage.sources}
        return (f"来源：{len(departments)}个部门报送的年度报告",)
    shown_first = islice(filter(sources.has, passage.figures), _PARTS)
    lines = [_part(ref, sources, district) for ref in shown_first]
    rest = named - len(lines)
    return ("合计数，由以下数据相加：", *lines, *((f"另有{rest}项，见工作簿。",) if rest else ()))


def _table(table: FormTable, sources: Sources) -> Iterator[str]:
    """Yield whose tables a fixed table of the district is the sum of, and where they stand."""
    readings, pages = table.total.readings, {page.department: page for page in sources.pages}
    yield "合计数，由以下部门的表格逐格相加："
    for reading in readings[:_PARTS]:
        page = pages[reading.department]
        report = page.report
        at = {block.id: block.index for block in report.blocks}
        places = "、".join(f"第{at[table] + 1}块" for table in reading.tables if table in at)
        left = "，有的格没有计入" if reading.doubts else ""
        file = shown(report.submission.file)
        yield f"{page.name}（{file}，{places}）：{len(reading.parts)}格{left}"
    if len(readings) > _PARTS:
        yield f"另有{len(readings) - _PARTS}个部门。"
    yield "每一格由哪些数相加，见工作簿的“固定表格明细”。"


def _whole(passage: Passage, sources: Sources, district: District) -> Iterator[str]:
    origin = sources.block(passage.sources[0])
    yield f"部门：{origin.department}"
    yield f"文件：{shown(origin.report.submission.file)}"
    yield f"部分：{_section(origin, district)}"
    yield f"原文：{passage.quotes[0]}"
    said = [sources.figure(ref) for ref in filter(sources.has, passage.figures)]
    if said:
        yield "数据：" + "；".join(f"{shown(f.indicator)} {_said(f)}" for f in said)


def _quotes(passage: Passage, sources: Sources, district: District) -> Iterator[str]:
    sources_shown, quotes_shown = passage.sources[:_QUOTES], passage.quotes[:_QUOTES]
    for ref, quote in zip(sources_shown, quotes_shown, strict=True):
        origin = sources.block(ref)
        file = shown(origin.report.submission.file)
        yield f"{origin.department}（{file}，{_section(origin, district)}）：{quote}"
    if len(passage.quotes) > _QUOTES:
        yield f"另有{len(passage.quotes) - _QUOTES}处，见 {PASSAGES}。"


def _amended(passage: Passage, sources: Sources) -> Iterator[str]:
    """Yield what a person corrected of the figures that the passage says."""
    for figure in map(sources.figure, filter(sources.has, passage.figures)):
        if figure.original is not None:
            yield f"更正：{shown(figure.indicator)} {_said(figure)}"


def _section(origin: Origin, district: District) -> str:
    return section_name(origin.section, district.sections) or "未归类"


def _part(ref: str, sources: Sources, district: District) -> str:
    report, figure = sources.report(ref), sources.figure(ref)
    place = figure_place(report, figure, district.sections)
    name = shown(figure.canonical or figure.indicator)
    return f"{name}　{department_of(ref)}：{_said(figure)}（{place}）"


def _said(figure: Figure) -> str:
    """Return the figure's characters and, where a person corrected it, to what."""
    if said_anew(figure):
        return amendment(figure)
    changed = amendment(figure)
    return f"{shown(figure.text)}（{changed}）" if changed else shown(figure.text)
