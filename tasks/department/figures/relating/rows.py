"""Relations of a table: 其中 rows, and what a row says of target and result, last year and now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.relating.lists import find_parts
from tasks.department.figures.relating.terms import comparable, related
from tasks.department.figures.relation import Relation, RelationKind, TermRole

_RATE: Final = re.compile(r"完成率|完成比例|完成进度")


def relate_table(figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Return the relations of a table's figures, by its rows from the top."""
    rows: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.cell is not None:
            rows.setdefault(figure.cell[0], []).append(figure)
    found: list[Relation] = list(find_parts(figures))
    for at in sorted(rows):
        found.extend(_of_row(rows[at]))
    return tuple(found)


def _of_row(row: Sequence[Figure]) -> Iterator[Relation]:
    """Yield what a row says, when it has one value now and one value to compare with it."""
    changes = [f for f in row if f.change is not Change.NONE]
    now = [f for f in row if f.role is Role.ACTUAL and f not in changes]
    before = [f for f in row if f.role is Role.PREVIOUS]
    targets = [f for f in row if f.role is Role.TARGET]
    if len(before) == 1:
        level = [f for f in now if comparable(f, before[0])]
        if len(level) == 1:
            by = ((TermRole.CHANGE, f) for f in changes)
            terms = ((TermRole.NOW, level[0]), (TermRole.BEFORE, before[0]), *by)
            yield related(RelationKind.CHANGE, "同一行的上年列与本年列", terms)
    if len(targets) == 1:
        yield from _against(targets[0], now)


def _against(target: Figure, now: Sequence[Figure]) -> Iterator[Relation]:
    done = [f for f in now if comparable(f, target) and not _RATE.search(f.indicator)]
    rate = next((f for f in now if f.kind is Kind.PERCENT and _RATE.search(f.indicator)), None)
    if len(done) == 1:
        terms = ((TermRole.ACTUAL, done[0]), (TermRole.TARGET, target), (TermRole.RATE, rate))
        yield related(RelationKind.TARGET, "同一行的目标列与完成列", terms)
