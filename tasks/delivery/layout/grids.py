"""Tables of plain rows, and tables of reports, as grids over the type area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.layout.pieces import Grid
from tasks.document import Cell, Table

_NARROWEST: Final = 4
_WIDEST: Final = 24


def plain_grid(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int],
    numeric: Sequence[int] = (),
) -> Grid:
    """Return a grid of one header row and the rows; `widths` are the columns' shares."""
    cells = tuple(
        Cell(row=at, column=column, text=text)
        for at, row in enumerate((header, *rows))
        for column, text in enumerate(row)
    )
    return Grid(
        rows=len(rows) + 1,
        columns=len(header),
        cells=cells,
        widths=tuple(widths),
        numeric=frozenset(numeric),
    )


def report_grid(table: Table) -> Grid:
    """Return a report's own table, merged cells kept; columns as wide as their text asks."""
    cells = tuple(replace(cell, text=shown(cell.text)) for cell in table.cells)
    return Grid(
        rows=table.rows,
        columns=table.columns,
        cells=cells,
        widths=_shares(table),
        header=1 if table.rows > 1 else 0,
    )


def _shares(table: Table) -> tuple[int, ...]:
    widths = [_NARROWEST] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            longest = max(map(len, cell.text.split("\n")))
            widths[cell.column] = max(widths[cell.column], min(longest, _WIDEST))
    return tuple(widths)
