"""`huizong history` and `huizong diff`: what the ledger knows of earlier runs, for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.lock import only_run
from flows.outcome import FINE
from flows.settings import Workspace
from flows.storage.opening import open_place
from flows.storage.session import refresh
from tasks.corrections.words import plain, spelled
from tasks.errors import HuizongError
from tasks.ledger import FigureEntry, Ledger, RunEntry
from tasks.ledger.comparison import (
    Difference,
    FigureChange,
    Kind,
    Point,
    compare,
    excerpt,
    history,
)

KIND = {Kind.CHANGED: "改", Kind.ADDED: "增", Kind.REMOVED: "删"}
EXCERPT = 36
"""Characters of a sentence that are shown around its figure."""

SHARES = 6
"""How many departments are named whose share of a total changed."""

Shares = Sequence[tuple[str, str, str]]


def show_history(root: str | Path, indicator: str) -> int:
    """Print the indicator's totals through the years and runs; HuizongError without any."""
    with Ledger(_latest(root).ledger) as ledger:
        runs = ledger.runs()
    name = _indicator(runs, indicator)
    points = history(runs, name)
    heads = ("年度", "运行", "时间", "合计", "与上一行相比", "部门数", "变动的部门")
    table = folding_table(heads, title=name)
    for before, point in pairwise((None, *points)):
        if point is not None:
            table.add_row(*_point(before, point))
    Console().print(table, markup=False)
    _say("同一年度中没有变动的运行不再列出。")
    return FINE


def _latest(root: str | Path) -> Workspace:
    """Return the workspace with its latest ledger, which may lie on storage."""
    workspace = open_place(str(root))
    if workspace.origin:
        with only_run(workspace):
            refresh(workspace)
    return workspace


def _indicator(runs: Sequence[RunEntry], wanted: str) -> str:
    """Return the one indicator of this name, or whose name alone has these words in it."""
    known = sorted({total.indicator for run in runs for total in run.totals})
    near = [name for name in known if wanted in name]
    if wanted in known or len(near) == 1:
        return wanted if wanted in known else near[0]
    listed = "、".join(near or known)
    raise HuizongError(
        f"台账中没有指标“{wanted}”的合计。",
        remedy=f"可查：{listed}。" if listed else "请先运行 huizong run。",
    )


def _point(before: Point | None, point: Point) -> tuple[str, ...]:
    return (
        str(point.year),
        point.run,
        point.started[:16].replace("T", " "),
        f"{point.value}{point.unit}" + ("（含约数）" if point.approximate else ""),
        "" if before is None else _moved(before, point),
        str(point.departments),
        _named(point.restated),
    )


def _moved(before: Point, after: Point) -> str:
    """Return how the total moved; by how much of the year before's, when that is a year before."""
    if before.unit != after.unit:
        return "单位不同"
    moved = change(before.value, after.value)
    old = Decimal(before.value)
    if before.year == after.year or not old:
        return moved
    share = (Decimal(after.value) - old) / old * 100
    return f"{moved}（{share:+.1f}%）"


def change(before: str, after: str) -> str:
    """Return the difference of two amounts with its sign."""
    difference = Decimal(after or 0) - Decimal(before or 0)
    return f"{'+' if difference > 0 else ''}{plain(difference)}" if difference else "持平"


def _named(shares: Shares) -> str:
    """Return whose share changed from what to what, the first few."""
    said = [f"{name}：{old or '无'}→{new or '无'}" for name, old, new in shares[:SHARES]]
    more = f"……共{len(shares)}个部门" if len(shares) > SHARES else ""
    return "；".join(said) + more


def show_difference(root: str | Path, before: str, after: str) -> int:
    """Print what changed from one run to the other; HuizongError when one is unknown.

    Without names these are the last two runs; with one, that run and the last.
    """
    with Ledger(_latest(root).ledger) as ledger:
        names = [entry.run for entry in ledger.runs()]
        old, new = _pair(names, before, after)
        found = compare(_run(ledger, old, names), _run(ledger, new, names))
    _say(f"{old} → {new}")
    if found.nothing:
        _say("两次运行的报告、数据和合计都相同。")
        return FINE
    _show_reports(found)
    _show_figures(found.figures)
    _show_totals(found)
    return FINE


def _pair(names: Sequence[str], before: str, after: str) -> tuple[str, str]:
    if before and after:
        return before, after
    if len(names) < (1 if before else 2):
        raise HuizongError("台账中还没有两次运行可以比较。", remedy="请先运行 huizong run。")
    return (before, names[-1]) if before else (names[-2], names[-1])


def _run(ledger: Ledger, name: str, names: Sequence[str]) -> RunEntry:
    run = ledger.run(name)
    if run is None:
        known = "、".join(names[-12:])
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
    heads = ("", "指标（原文）", "原数据", "现数据", "原句")
    table = folding_table(heads, title=f"数据变化（{len(changes)}条）")
    for department, own in groupby(changes, key=lambda item: item.department):
        table.add_section()
        table.add_row("", Text(department, style="bold"))
        for row in _figure_rows(own):
            table.add_row(*row)
    Console().print(table, markup=False)


def _figure_rows(changes: Iterable[FigureChange]) -> Iterable[tuple[str, ...]]:
    for item in changes:
        shown = item.after or item.before
        if shown is not None:
            sides = _sides(item)
            yield KIND[item.kind], shown.indicator, *sides, excerpt(shown, EXCERPT)


def _sides(item: FigureChange) -> tuple[str, str]:
    """Return both sides in words; the indicator too when it is what changed."""
    before, after = item.before, item.after
    if before is None or after is None or before.canonical == after.canonical:
        return _amount(before), _amount(after)
    named = (f"{_amount(side)}〔{side.canonical or '无指标'}〕" for side in (before, after))
    return next(named), next(named)


def _amount(figure: FigureEntry | None) -> str:
    """Return the amount as people write it, and that and from what it was corrected."""
    if figure is None:
        return ""
    amount = f"{spelled(Decimal(figure.value))}{figure.unit}"
    if not figure.said:
        return amount
    changed = figure.said != figure.value
    return f"{amount}（更正，原为{figure.text}）" if changed else f"{amount}（经复核）"


def folding_table(heads: tuple[str, ...], *, title: str = "") -> Table:
    """Return a table whose cells break into lines and are never cut."""
    table = Table(title=title or None)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _show_totals(found: Difference) -> None:
    if not found.totals:
        return
    heads = ("指标", "原合计", "现合计", "单位", "变动", "变动的部门")
    table = folding_table(heads, title="合计变化")
    for total in found.totals:
        moved = change(total.before, total.after)
        sides = (total.before or "无", total.after or "无", total.unit, moved)
        table.add_row(total.indicator, *sides, _named(total.shares))
    Console().print(table, markup=False)


def _say(text: str) -> None:
    """Print as is: names may hold what Rich would take for markup."""
    Console().print(text, markup=False, highlight=False, soft_wrap=True)
