"""Fixed tables: the equations between their lines that the profile demands (勾稽关系).

A form such as the applications table of 政府信息公开工作年度报告 is filled in cell by cell; its
notice says which rows and columns must add up. The equations are data (`profile/balances.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tasks.department.checks.grids import Grid, grids
from tasks.department.checks.interval import plain, sum_of
from tasks.department.checks.rule import Subject, found
from tasks.department.figures.figure import Figure
from tasks.department.figures.lines import KIND, covers, lines_named, name_of
from tasks.diagnostics import Diagnostic
from tasks.profile.model import Balance


def check_balances(subject: Subject) -> Iterator[Diagnostic]:
    """Find the lines of fixed tables in which an equation of the profile does not hold."""
    balances = subject.profile.balances
    if not balances:
        return
    for grid in grids(subject):
        words = {name_of(cell.text) for cell in grid.table.cells}
        for balance in balances:
            if balance.table in words:
                yield from _judge(grid, balance)


def _judge(grid: Grid, balance: Balance) -> Iterator[Diagnostic]:
    """Judge an equation in every line across; a line that is left blank has nothing to judge."""
    axis = KIND.index(balance.lines)
    heads = [_heads(grid, axis, line) for line in grid.lines(axis)]
    left, right = lines_named(balance.left, heads), lines_named(balance.right, heads)
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
    return f"表格“{words}”一{KIND[axis]}" if words else f"表格第{line + 1}{KIND[axis]}"


def _heads(grid: Grid, axis: int, line: int) -> tuple[str, ...]:
    """Return the header words of a line without their numbers, from the outside in."""
    first = min(place[1 - axis] for place in grid.at)
    return tuple(
        name_of(cell.text)
        for cell in grid.table.cells
        if (cell.column if axis == 0 else cell.row) < first
        and covers(cell, axis, line)
        and cell.text.strip()
    )


def _filled(grid: Grid, axis: int, lines: Sequence[int], cross: int) -> list[Figure]:
    """Return the figures of the lines in one line across; a blank cell counts nothing."""
    cells = (grid.figure(axis, line, cross) for line in lines)
    return [figure for figure in cells if figure is not None]


def _sum(figures: Sequence[Figure]) -> str:
    return plain(sum((figure.normalized_value for figure in figures), Decimal(0)))
