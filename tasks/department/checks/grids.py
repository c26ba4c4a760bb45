"""A table of figures: its header words, its lines of totals, and the lines each of them sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks.department.checks.rule import Subject
from tasks.department.figures.figure import Figure, Kind
from tasks.department.figures.lines import covers
from tasks.document import Block, Table

TOTAL = re.compile(
    r"\s*(?:全年|年度|本年|全部)?(?:合\s*计|总\s*计|总\s*数|共\s*计)\s*(?:[（(][^（()）]{1,6}[)）])?\s*[:：]?\s*"
)
SUBTOTAL = re.compile(r"\s*小\s*计\s*(?:[（(][^（()）]{1,6}[)）])?\s*[:：]?\s*")
_PART = re.compile(r"^\s*(?:其中|#|＃)")
_HEADERS = 2
ADDABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table with its figures by place.

    `at` holds the figures by (row, column), cells with more than one figure left out.
    """

    block: Block
    table: Table
    at: Mapping[tuple[int, int], Figure]

    def lines(self, axis: int) -> range:
        """Return the places of the rows (axis 0) or columns (axis 1)."""
        return range(self.table.rows if axis == 0 else self.table.columns)

    def words(self, axis: int, place: int) -> tuple[str, ...]:
        """Return the header words of a row or column, as far as they stand in its first cells."""
        found = (c for c in self.table.cells if covers(c, axis, place))
        return tuple(
            c.text.strip()
            for c in found
            if (c.column if axis == 0 else c.row) < _HEADERS and (c.row, c.column) not in self.at
        )

    def is_total(self, axis: int, place: int) -> bool:
        """Say whether a line is a 合计."""
        return any(TOTAL.fullmatch(word) for word in self.words(axis, place))

    def is_subtotal(self, axis: int, place: int) -> bool:
        """Say whether a line is a 小计."""
        return any(SUBTOTAL.fullmatch(word) for word in self.words(axis, place))

    def is_part(self, axis: int, place: int) -> bool:
        """Say whether a line is an 其中 of the one before it."""
        return any(_PART.match(word) for word in self.words(axis, place))

    def figure(self, axis: int, line: int, cross: int) -> Figure | None:
        """Return the figure where a line of the axis meets a line of the other axis."""
        return self.at.get((line, cross) if axis == 0 else (cross, line))


def grids(subject: Subject) -> Iterator[Grid]:
    """Yield the report's tables that have figures."""
    held: dict[int, list[Figure]] = {}
    for figure in subject.report.figures:
        if figure.cell is not None:
            held.setdefault(figure.block, []).append(figure)
    for at in sorted(held):
        block = subject.blocks[at]
        if block.table is not None:
            yield Grid(block=block, table=block.table, at=_single(held[at]))


def _single(figures: Sequence[Figure]) -> dict[tuple[int, int], Figure]:
    found: dict[tuple[int, int], Figure] = {}
    crowded: set[tuple[int, int]] = set()
    for figure in figures:
        if figure.cell is None:
            continue
        if figure.cell in found:
            crowded.add(figure.cell)
        found[figure.cell] = figure
    return {place: figure for place, figure in found.items() if place not in crowded}
