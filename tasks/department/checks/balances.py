"""Fixed tables: the equations between their lines that the profile demands (勾稽关系).

A form such as the applications table of 政府信息公开工作年度报告 is filled in cell by cell; its
notice says which rows and columns must add up. The equations are data (`profile/balances.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tasks.department.checks.grids import Grid, covers, grids
from tasks.department.checks.interval import plain, sum_of
from tasks.department.checks.rule import Subject, found
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Diagnostic
from tasks.profile.model import Balance

_KIND = ("行", "列")
_THROUGH, _WITHIN = "…", "／"
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])"
)


def check_balances(subject: Subject) -> Iterator[Diagnostic]:
    """Find the lines of fixed tables in which an equation of the profile does not hold."""
    balances = subject.profile.balances
    if not balances:
        return
    for grid in grids(subject):
        words = {_name(cell.text) for cell in grid.table.cells}
        for balance in balances:
            if balance.table in words:
                yield from _judge(grid, balance)


def _judge(grid: Grid, balance: Balance) -> Iterator[Diagnostic]:
    """Judge an equation in every line across; a line that is left blank has nothing to judge."""
    axis = _KIND.index(balance.lines)
    heads = [_heads(grid, axis, line) for line in grid.lines(axis)]
    left, right = _lines(balance.left, heads), _lines(balance.right, heads)
    if not left or not right:
        return
    for cross in grid.lines(1 - axis):
        sides = _filled(grid, axis, left, cross), _filled(grid, axis, right, cross)
        if any(sides) and not sum_of(sides[0]).meets(sum_of(sides[1])):
            yield found(
                "balance_mismatch",
                f"{_where(grid, 1 - axis, cross)}不符合“{balance.name}”："
                f"左边为{_sum(sides[0])}，右边为{_sum(sides[1])}。",
                grid.block.index,
            )


def _where(grid: Grid, axis: int, line: int) -> str:
    """Return how a line is called: by its header words, else by its place (1-based)."""
    words = "、".join(dict.fromkeys(_heads(grid, axis, line)))
    return f"表格“{words}”一{_KIND[axis]}" if words else f"表格第{line + 1}{_KIND[axis]}"


def _heads(grid: Grid, axis: int, line: int) -> tuple[str, ...]:
    """Return the header words of a line without their numbers, from the outside in."""
    first = min(place[1 - axis] for place in grid.at)
    return tuple(
        _name(cell.text)
        for cell in grid.table.cells
        if (cell.column if axis == 0 else cell.row) < first
        and covers(cell, axis, line)
        and cell.text.strip()
    )


def _name(text: str) -> str:
    """Return a header's words without spaces and without the number before them."""
    return _NUMBER.sub("", re.sub(r"\s", "", text))


def _lines(names: Sequence[str], heads: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the lines that the names stand for; [] when one of them is not in the table."""
    found_at: list[int] = []
    for name in names:
        first, _, last = name.partition(_THROUGH)
        begins, ends = _named(first, heads), _named(last or first, heads)
        if not begins or not ends:
            return []
        found_at.extend(range(begins[0], ends[-1] + 1) if last else begins)
    return found_at


def _named(name: str, heads: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the lines that stand under all the header words of a name (行政复议／总计)."""
    wanted = set(name.split(_WITHIN))
    return [line for line, words in enumerate(heads) if wanted <= set(words)]


def _filled(grid: Grid, axis: int, lines: Sequence[int], cross: int) -> list[Figure]:
    """Return the figures of the lines in one line across; a blank cell counts nothing."""
    cells = (grid.figure(axis, line, cross) for line in lines)
    return [figure for figure in cells if figure is not None]


def _sum(figures: Sequence[Figure]) -> str:
    return plain(sum((figure.normalized_value for figure in figures), Decimal(0)))
