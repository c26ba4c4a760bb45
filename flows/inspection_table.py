"""An inspection record as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from tasks.delivery.labels import ROLE, SEVERITY
from tasks.department.figures.figure import Role
from tasks.diagnostics import Severity

Record = Mapping[str, Any]


def show_record(record: Record, console: Console | None = None) -> None:
    """Print what was read out of one file, or why nothing was."""
    console = console or Console()
    _say(console, f"文件：{record['file']}")
    if record["status"] != "ok":
        _say(console, f"  未能读取：{record['error']['message']}")
        return
    _say(console, f"  部门：{record['department'] or '未识别'}　年度：{record['year'] or '未识别'}")
    _say(console, f"  标题：{record['title'] or '未识别'}")
    _say(console, _receipt(record["coverage"]))
    console.print(_headings(record["blocks"]))
    console.print(_figures(record))
    for item in record["diagnostics"]:
        _say(console, f"  [{SEVERITY[Severity(item['severity'])]}] {item['message']}")


def _receipt(coverage: Mapping[str, Any]) -> str:
    skipped = sum(coverage["skipped"].values())
    return (
        f"  正文 {coverage['characters']} 字：归入提纲 {coverage['in_sections']} 字，"
        f"未归类 {coverage['unplaced']} 字；数字 {coverage['numbers']} 处："
        f"数据 {coverage['figures']} 处，不计 {skipped} 处"
    )


def _headings(blocks: Iterable[Record]) -> Table:
    table = Table("部分", "级别", "标题", title="结构", title_justify="left")
    for block in blocks:
        if block["kind"] == "heading":
            table.add_row(_or_dash(block["section"]), _or_dash(block["level"]), _line(block))
    return table


def _figures(record: Record) -> Table:
    table = Table("部分", "指标", "数据", "规范化", "角色", title="数据", title_justify="left")
    for figure in record["figures"]:
        table.add_row(
            _or_dash(figure["section"]),
            _plain(figure["indicator"]),
            _plain(figure["text"]),
            _plain(f"{figure['normalized_value']}{figure['normalized_unit']}"),
            ROLE[Role(figure["role"])],
        )
    return table


def _line(block: Record) -> str:
    """Return the heading as it is read: the number that Word computes stands before it."""
    number, text = block["number"], block["text"]
    return _plain(text if text.startswith(number) else f"{number}{text}")


def _or_dash(value: object) -> str:
    return "—" if value is None else str(value)


def _plain(text: str) -> str:
    """Return the text with what Rich would take for markup kept literal."""
    return text.replace("[", r"\[")


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
