"""The fixed tables of the district's report: the departments' added up, cell by cell.

`compose` chooses what is printed, `table_grid` lays it out, `verification` holds every cell
against the figures that it is the sum of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.forms import Plan, partial, plan
from tasks.delivery.labels import plain
from tasks.delivery.layout.measure import TYPE_WIDTH
from tasks.delivery.layout.pieces import Grid
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.passage import FormTable, Passage
from tasks.delivery.report.sources import reference
from tasks.district.district import District
from tasks.district.forms.values import FormSum, Place

_SIZES: Final = (
    (False, 1, 120, 170),
    (False, 2, 120, 170),
    (True, 2, 90, 80),
    (True, 3, 90, 80),
)
"""How a table may be set, the first that fits the type area: whether compact, the lines
of a column's own header, half a character and both margins of a cell in twips (12 pt, 9 pt)."""

_NARROWEST: Final = 4
_NARROWEST_NAME: Final = 6
_WIDEST_NAME: Final = 28
"""Half characters of a column of counts, and of one that names rows (（三） fits its 6)."""


def tables_of(desk: Desk, number: int) -> tuple[FormTable, ...]:
    """Return the fixed tables of a section (1-based), in the profile's order."""
    return tuple(
        _table(desk, total) for total in desk.district.forms if home(desk.district, total) == number
    )


def home(district: District, total: FormSum) -> int:
    """Return the section (1-based) in which a form stands; 0 when there is none."""
    titles = enumerate(district.sections, start=1)
    return next((number for number, title in titles if total.form.section in title), 0)


def _table(desk: Desk, total: FormSum) -> FormTable:
    names = {page.department: page.name for page in desk.sources.pages}
    sources = [
        reference(names[reading.department], table)
        for reading in total.readings
        for table in reading.tables
    ]
    text = desk.wording.say(
        "form",
        departments=len(total.readings),
        every=len(total.readings) == len(desk.district.reports),
        partial=partial(total),
    )
    counts = {place: plain(value) for place, value in total.sums.items()}
    lead = Passage(text=text, sources=tuple(sources))
    return FormTable(lead=lead, total=total, counts=counts)


def table_grid(table: FormTable, width: int = TYPE_WIDTH) -> Grid:
    """Return the table as a grid; one too wide for the type area is set smaller."""
    made = plan(table.total.form)
    compact, widths = _fitting(made, table.counts, width)
    counts = (replace(cell, text=table.counts.get(place, "")) for cell, place in made.counts)
    heads = tuple(replace(cell, text=shown(cell.text)) for cell in made.heads)
    return Grid(
        rows=made.rows,
        columns=made.columns,
        cells=tuple(sorted((*heads, *counts), key=lambda cell: (cell.row, cell.column))),
        widths=widths,
        header=made.header,
        numeric=frozenset(range(made.names, made.columns)),
        heads=frozenset((c.row, c.column) for c in heads if c.row in made.top_rows),
        compact=compact,
    )


def _fitting(made: Plan, counts: Mapping[Place, str], width: int) -> tuple[bool, tuple[int, ...]]:
    """Return whether the table has to be compact, and the widths that its columns ask for."""
    settings = [
        (compact, tuple(need * half + margins for need in _needs(made, counts, lines)))
        for compact, lines, half, margins in _SIZES
    ]
    return next((found for found in settings if sum(found[1]) <= width), settings[-1])


def _needs(made: Plan, counts: Mapping[Place, str], lines: int) -> list[int]:
    """Return how many half characters each column asks for."""
    needs = [_NARROWEST_NAME] * made.names + [_NARROWEST] * (made.columns - made.names)
    for cell in made.heads:
        if cell.column_span > 1 or (cell.column < made.names and cell.row in made.top_rows):
            continue
        length = 2 * len(cell.text)
        if cell.column >= made.names:
            need = 2 * -(-len(cell.text) // lines)
        else:
            need = min(_WIDEST_NAME, -(-length // cell.row_span))
        needs[cell.column] = max(needs[cell.column], need)
    for cell, place in made.counts:
        if cell.column_span == 1:
            needs[cell.column] = max(needs[cell.column], len(counts.get(place, "")))
    return needs
