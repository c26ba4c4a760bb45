"""`huizong history` and `huizong diff`: what the ledger knows of earlier runs, for people."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.outcome import FINE
from flows.settings import open_workspace
from tasks.errors import HuizongError
from tasks.ledger import FigureEntry, Ledger, RunEntry
from tasks.ledger.comparison import Difference, FigureChange, Kind, compare, history

KIND = {Kind.CHANGED: "改", Kind.ADDED: "增", Kind.REMOVED: "删"}
LONGEST = 40


def show_history(root: Path, indicator: str) -> int:
    """Print the indicator's totals through the years and runs; HuizongError without any."""
    with Ledger(open_workspace(root).ledger) as ledger:
        runs = ledger.runs()
    points = history(runs, indicator)
    if not points:
        known = sorted({total.indicator for run in runs for total in run.totals})
        raise HuizongError(
            f"台账中没有指标“{indicator}”的合计。",
            remedy=f"可查：{'、'.join(known)}。" if known else "请先运行 huizong run。",
        )
    heads = ("年度", "运行", "时间", "合计", "部门数", "与上次不同的部门")
    table = folding_table(heads, title=indicator)
    for point in points:
        changed = "；".join(f"{n}：{old or '无'}→{new or '无'}" for n, old, new in point.restated)
        table.add_row(
            str(point.year),
            point.run,
            point.started[:16],
            f"{point.value}{point.unit}",
            str(point.departments),
            changed,
        )
    Console().print(table, markup=False)
    return FINE


def show_difference(root: Path, before: str, after: str) -> int:
    """Print what changed from one run to the other; HuizongError when one is unknown."""
    with Ledger(open_workspace(root).ledger) as ledger:
        found = compare(_run(ledger, before), _run(ledger, after))
    if found.nothing:
        _say("两次运行的报告、数据和合计都相同。")
        return FINE
    _show_reports(found)
    _show_figures(found.figures)
    _show_totals(found)
    return FINE


def _run(ledger: Ledger, name: str) -> RunEntry:
    run = ledger.run(name)
    if run is None:
        known = "、".join(entry.run for entry in ledger.runs()[-12:])
        raise HuizongError(
            f"台账中没有名为“{name}”的运行。", remedy=f"最近的运行：{known or '无'}。"
        )
    return run


def _show_reports(found: Difference) -> None:
    for name in found.came:
        _say(f"新增部门：{name}")
    for name in found.went:
        _say(f"不再采用：{name}")
    for name, old, new in found.replaced:
        _say(f"重新报送：{name}（{old}" + (f" → {new}）" if new != old else "，内容有改动）"))


def _show_figures(changes: tuple[FigureChange, ...]) -> None:
    if not changes:
        return
    heads = ("部门", "", "指标（原文）", "原数据", "现数据", "原句")
    table = folding_table(heads, title=f"数据变化（{len(changes)}条）")
    for change in changes:
        shown = change.after or change.before
        if shown is not None:
            table.add_row(
                change.department,
                KIND[change.kind],
                shown.indicator,
                *_sides(change),
                shown.sentence[:LONGEST],
            )
    Console().print(table, markup=False)


def _sides(change: FigureChange) -> tuple[str, str]:
    """Return both sides in words; the indicator too when it is what changed."""
    before, after = change.before, change.after
    if before is None or after is None or before.canonical == after.canonical:
        return _amount(before), _amount(after)
    named = (f"{_amount(side)}〔{side.canonical or '无指标'}〕" for side in (before, after))
    return next(named), next(named)


def folding_table(heads: tuple[str, ...], *, title: str = "") -> Table:
    """Return a table whose cells break into lines and are never cut."""
    table = Table(title=title or None)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _amount(figure: FigureEntry | None) -> str:
    if figure is None:
        return ""
    mark = f"（更正，原为{figure.text}）" if figure.said and figure.said != figure.value else ""
    return f"{figure.value}{figure.unit}{mark}"


def _show_totals(found: Difference) -> None:
    if not found.totals:
        return
    table = folding_table(("指标", "原合计", "现合计", "单位"), title="合计变化")
    for total in found.totals:
        table.add_row(total.indicator, total.before or "无", total.after or "无", total.unit)
    Console().print(table, markup=False)


def _say(text: str) -> None:
    """Print as is: names may hold what Rich would take for markup."""
    Console().print(text, markup=False, highlight=False, soft_wrap=True)
