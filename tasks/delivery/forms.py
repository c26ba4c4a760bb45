"""A fixed table as it is printed: where its headers and its counts stand, in every output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.diagnostics import Severity
from tasks.district.forms.doubts import KINDS
from tasks.district.forms.names import rows_of, steps
from tasks.district.forms.values import FormSum, Place
from tasks.document import Cell
from tasks.profile.model import Form, FormBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A form as a grid.

    `heads` are the cells with words, `counts` those for a number with the place in the form
    that each shows; `names` is how many columns name the rows, `header` how many rows head
    all the others.
    """

    rows: int
    columns: int
    names: int
    header: int
    heads: tuple[Cell, ...]
    counts: tuple[tuple[Cell, Place], ...]

    @property
    def top_rows(self) -> frozenset[int]:
        """The rows in which what stands heads others below it: titles, corners, columns."""
        return frozenset(
            cell.row
            for cell in self.heads
            if cell.column >= self.names or cell.column_span == self.columns
        )


def plan(form: Form) -> Plan:
    """Return the form as a grid: its blocks below each other, headers merged as in the form.

    A block's title takes the whole width; one with fewer columns than the widest has wider
    ones, so that all end alike.
    """
    names = max(len(steps(row)) if row else 0 for block in form.blocks for row in rows_of(block))
    width = max(len(block.columns) for block in form.blocks)
    heads: list[Cell] = []
    counts: list[tuple[Cell, Place]] = []
    top = 0
    for number, block in enumerate(form.blocks):
        depth = max(len(steps(column)) for column in block.columns)
        starts = [width * at // len(block.columns) for at in range(len(block.columns) + 1)]
        if block.title:
            heads.append(Cell(row=top, column=0, text=block.title, column_span=names + width))
            top += 1
        heads += _headers(block, top, depth, names, starts)
        top += depth
        header = top
        for row in range(len(rows_of(block))):
            for column, (begin, end) in enumerate(pairwise(starts)):
                cell = Cell(row=top + row, column=names + begin, text="", column_span=end - begin)
                counts.append((cell, (number, row, column)))
        top += len(rows_of(block))
    return Plan(
        rows=top,
        columns=names + width,
        names=names,
        header=header if len(form.blocks) == 1 else 0,
        heads=tuple(heads),
        counts=tuple(counts),
    )


def _headers(
    block: FormBlock, top: int, depth: int, names: int, starts: Sequence[int]
) -> Iterator[Cell]:
    """Yield the corner, the columns' headers and the rows' of a block that begins at `top`."""
    if names:
        yield Cell(row=top, column=0, text=block.corner, row_span=depth, column_span=names)
    for level, levels, first, last, text in _groups(block.columns, depth):
        begin, end = starts[first], starts[last + 1]
        yield Cell(
            row=top + level,
            column=names + begin,
            text=text,
            row_span=levels,
            column_span=end - begin,
        )
    for level, levels, first, last, text in _groups(rows_of(block), names):
        yield Cell(
            row=top + depth + first,
            column=level,
            text=text,
            row_span=last - first + 1,
            column_span=levels,
        )


def _groups(names: Sequence[str], depth: int) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield the headers over lines: level, how many levels, first and last line, text.

    The last name of a line takes all levels that are left, another one those that say ''.
    """
    paths = [steps(name) for name in names]
    for at, path in enumerate(paths):
        for level in range(min(len(path), depth)):
            if not path[level] and level:
                continue
            if at and paths[at - 1][: level + 1] == path[: level + 1]:
                continue
            last = at
            while last + 1 < len(paths) and paths[last + 1][: level + 1] == path[: level + 1]:
                last += 1
            below = [n for n in range(level + 1, len(path)) if path[n]]
            levels = (below[0] if below else depth) - level
            yield level, levels, at, last, path[level]


def partial(total: FormSum) -> bool:
    """Say whether something of a recognised table was left out that somebody has to look at."""
    return any(
        KINDS[doubt.kind].severity is not Severity.INFO
        for reading in total.readings
        for doubt in reading.doubts
    )
