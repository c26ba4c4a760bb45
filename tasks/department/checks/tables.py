"""Tables: 合计 and 小计 rows and columns, columns of shares and columns of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tasks.department.checks.grids import ADDABLE, Grid, grids
from tasks.department.checks.interval import (
    HUNDRED,
    growth,
    in_unit_of,
    of,
    percent_of,
    plain,
    said,
    step,
    sum_of,
)
from tasks.department.checks.rule import Subject, found
from tasks.department.figures.figure import Figure, Kind, Role
from tasks.diagnostics import Diagnostic

_LINE = ("行", "列")
_SHARE = re.compile(r"占比|比重|构成比|所占比例|占总数")
_GROWTH = re.compile(r"同比|增幅|增长率|增长|增减|变化")
_MEAN = re.compile(r"率$|平均|人均|均值|占比|比例|比重|同比|增幅")
_YEAR = re.compile(r"20\d\d")
_TENTH = Decimal("0.1")
_LEAST = 2


def check_tables(subject: Subject) -> Iterator[Diagnostic]:
    """Find totals, shares and changes in tables that their cells don't make."""
    for grid in grids(subject):
        for axis in (0, 1):
            yield from _totals(grid, axis)
        yield from _shares(grid)
        yield from _growths(grid)


def _totals(grid: Grid, axis: int) -> Iterator[Diagnostic]:
    """Check each 小计 and 合计 line of an axis against the lines it sums."""
    for line in grid.lines(axis):
        total, subtotal = grid.is_total(axis, line), grid.is_subtotal(axis, line)
        if not total and not subtotal:
            continue
        for cross in grid.lines(1 - axis):
            whole = grid.figure(axis, line, cross)
            if whole is None or whole.kind not in ADDABLE or _is_mean(grid, 1 - axis, cross):
                continue
            yield from _total(grid, axis, line, whole)


def _is_mean(grid: Grid, axis: int, line: int) -> bool:
    return any(_MEAN.search(word) for word in grid.words(axis, line))


def _total(grid: Grid, axis: int, line: int, whole: Figure) -> Iterator[Diagnostic]:
    candidates = [parts for parts in _summands(grid, axis, line, whole) if len(parts) >= _LEAST]
    if not candidates or any(_adds_up(parts, whole) for parts in candidates):
        return
    parts = candidates[0]
    name = "小计" if grid.is_subtotal(axis, line) else "合计"
    yield found(
        "table_total_mismatch",
        f"表格“{whole.indicator}”的{name}{_LINE[axis]}为{whole.text}，"
        f"各项之和为{in_unit_of(parts, whole)}。",
        grid.block.index,
    )


def _adds_up(parts: Sequence[Figure], whole: Figure) -> bool:
    """Say whether cells make a total; beside 75.8 a bare 33 is 33.0, not 32.5 to 33.5."""
    figures = (*parts, whole)
    if any(figure.value % 1 for figure in figures):
        figures = tuple(map(_with_tenths, figures))
    return sum_of(figures[:-1]).meets(of(figures[-1]))


def _with_tenths(figure: Figure) -> Figure:
    if figure.value % 1:
        return figure
    return replace(figure, value=figure.value.quantize(_TENTH))


def _summands(grid: Grid, axis: int, line: int, whole: Figure) -> Iterator[list[Figure]]:
    """Yield what a total may sum, the likeliest first; one that fits is enough.

    A 小计 sums the lines since the last 小计; a 合计 sums the 小计 lines, or all lines that
    are no totals; it stands behind them, or before them as the first line.
    """
    cross = whole.cell[1 - axis] if whole.cell else 0
    before = [n for n in grid.lines(axis) if n < line]
    behind = [n for n in grid.lines(axis) if n > line]
    if grid.is_subtotal(axis, line):
        for lines in (_since_total(grid, axis, reversed(before)), _since_total(grid, axis, behind)):
            yield _figures(grid, axis, lines, cross, whole)
        return
    for lines in (before, behind):
        plain_lines = [n for n in lines if not grid.is_total(axis, n)]
        subtotals = [n for n in plain_lines if grid.is_subtotal(axis, n)]
        items = [n for n in plain_lines if n not in subtotals]
        if _figures(grid, axis, items, cross, whole):
            yield _figures(grid, axis, items, cross, whole)
            yield _figures(grid, axis, subtotals, cross, whole)
            yield _figures(grid, axis, _behind_last(subtotals, items), cross, whole)
            return


def _since_total(grid: Grid, axis: int, lines: Iterator[int] | Sequence[int]) -> list[int]:
    kept: list[int] = []
    for line in lines:
        if grid.is_total(axis, line) or grid.is_subtotal(axis, line):
            break
        kept.append(line)
    return kept


def _behind_last(subtotals: Sequence[int], items: Sequence[int]) -> list[int]:
    """Return the 小计 lines and the single lines behind the last of them."""
    last = max(subtotals, default=-1)
    return sorted([*subtotals, *(n for n in items if n > last)])


def _figures(
    grid: Grid, axis: int, lines: Sequence[int], cross: int, whole: Figure
) -> list[Figure]:
    found_at = (grid.figure(axis, n, cross) for n in lines if not grid.is_part(axis, n))
    return [
        figure
        for figure in found_at
        if figure is not None
        and figure.normalized_unit == whole.normalized_unit
        and figure.kind is whole.kind
        and figure.role is whole.role
    ]


def _shares(grid: Grid) -> Iterator[Diagnostic]:
    """Check a column of shares against the column of counts before it.

    Which column is shared out is taken from the table itself: the nearest one to the left
    that most rows agree with.
    """
    for column in grid.lines(1):
        if not any(_SHARE.search(word) for word in grid.words(1, column)):
            continue
        rows = [n for n in grid.lines(0) if not grid.is_total(0, n) and not grid.is_subtotal(0, n)]
        for counts in range(column - 1, -1, -1):
            pairs = _pairs(grid, rows, counts, column)
            if len(pairs) > _LEAST:
                yield from _judge_shares(grid, pairs)
                break


def _pairs(
    grid: Grid, rows: Sequence[int], counts: int, column: int
) -> list[tuple[Figure, Figure]]:
    cells = ((grid.at.get((n, counts)), grid.at.get((n, column))) for n in rows)
    return [
        (count, share)
        for count, share in cells
        if count is not None and share is not None
        if count.kind in ADDABLE and share.kind in {Kind.PERCENT, Kind.COUNT}
    ]


def _judge_shares(grid: Grid, pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Diagnostic]:
    whole = sum_of(count for count, _ in pairs)
    wrong = [
        (count, share)
        for count, share in pairs
        if (true := percent_of(of(count), whole)) is not None and not true.meets(said(share))
    ]
    if not wrong or len(wrong) * 2 >= len(pairs):
        return
    total = sum(count.normalized_value for count, _ in pairs)
    for count, share in wrong:
        true_share = count.normalized_value * HUNDRED / total
        yield found(
            "share_mismatch",
            f"表格“{share.indicator}”写{share.text}，按{count.text}占各项之和计算应为"
            f"{plain(true_share.quantize(step(share.value) / 10))}%。",
            grid.block.index,
        )


def _growths(grid: Grid) -> Iterator[Diagnostic]:
    """Check a column of changes in percent against the two columns of values before it."""
    for column in grid.lines(1):
        words = grid.words(1, column)
        if not any(_GROWTH.search(word) for word in words) or column < _LEAST:
            continue
        for row in grid.lines(0):
            change = grid.at.get((row, column))
            levels = [grid.at.get((row, n)) for n in (column - 2, column - 1)]
            if change is None or change.kind is not Kind.PERCENT or None in levels:
                continue
            pair = [figure for figure in levels if figure is not None]
            if _follow(grid, column) or _are_years(pair):
                yield from _judge_growth(grid, change, pair)


def _are_years(pair: Sequence[Figure]) -> bool:
    """Say whether one of two values is last year's, as the figures have it."""
    return {figure.role for figure in pair} == {Role.PREVIOUS, Role.ACTUAL}


def _follow(grid: Grid, column: int) -> bool:
    """Say whether the headers of the two columns before name a year and the next, in order."""
    years = [
        [int(y) for word in _heads(grid, n) for y in _YEAR.findall(word)]
        for n in (column - 2, column - 1)
    ]
    return all(len(found_at) == 1 for found_at in years) and years[1][0] == years[0][0] + 1


def _heads(grid: Grid, column: int) -> tuple[str, ...]:
    return tuple(c.text for c in grid.table.cells if c.column == column and c.row == 0)


def _judge_growth(grid: Grid, change: Figure, pair: Sequence[Figure]) -> Iterator[Diagnostic]:
    """Judge one cell; which value is last year's is what the table's headers say."""
    reversed_years = pair[0].role is Role.ACTUAL and pair[1].role is Role.PREVIOUS
    now, before = pair if reversed_years else (pair[1], pair[0])
    if before.normalized_unit != now.normalized_unit:
        return
    grown = growth(of(now), of(before))
    fall = re.search(r"[-－−下降减]", grid.block.text[change.start - 3 : change.start])
    value = said(change)
    if grown is None or grown.upper is None or grown.meets(value):
        return
    mirrored = sum_of((change,)).widened(step(change.value))
    if fall and -grown.lower >= mirrored.lower and -grown.upper <= (mirrored.upper or 0):
        return
    yield found(
        "change_mismatch",
        f"表格“{change.indicator}”写{change.text}，按{before.text}到{now.text}计算应为"
        f"{plain(grown.lower.quantize(step(change.value) / 10))}%。",
        grid.block.index,
    )
