"""What was read of a department's fixed tables, and what all of them come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from tasks.profile.model import Form

Place = tuple[int, int, int]
"""Where a count stands in a form: block, row and column, each from 0."""


class FormPart(NamedTuple):
    """One figure that goes into a cell of the form; `value` is in the form's unit.

    `unit` is the one that the table's header says, where the figure does not have it.
    """

    block: int
    row: int
    column: int
    figure: str
    value: Decimal
    unit: str = ""

    @property
    def place(self) -> Place:
        """The cell."""
        return self.block, self.row, self.column


class Doubt(NamedTuple):
    """What could not be placed or read: its kind (see `doubts`), where, and what stands there."""

    kind: str
    place: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """One report's part of a form, `form` counted from 0 in the profile.

    `tables` are the ids of the blocks that were recognised, none where the report has no
    such table.
    """

    form: int
    department: str
    tables: tuple[str, ...] = ()
    parts: tuple[FormPart, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSum:
    """A form with the district's sums.

    `readings` are those of the departments whose tables were recognised, in the district's
    order. `sums` has only the cells that somebody filled in: nothing said is not zero.
    """

    form: Form
    readings: tuple[FormReading, ...]
    sums: Mapping[Place, Decimal] = field(default_factory=dict)


def summed(readings: Sequence[FormReading]) -> dict[Place, Decimal]:
    """Return the sum of each cell that somebody filled in."""
    found: dict[Place, Decimal] = {}
    for reading in readings:
        for part in reading.parts:
            found[part.place] = found.get(part.place, Decimal(0)) + part.value
    return found
