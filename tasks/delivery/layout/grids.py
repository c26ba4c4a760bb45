"""Tables of plain rows, and tables of reports, as grids over the type area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, overload

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
    """Return a grid of one header row and the rows; `widths` are the columns' shares.

    A row is asked for when its cells are: there may be one for each department.
    """
    return Grid(
        rows=len(rows) + 1,
        columns=len(header),
        cells=_Cells(header, rows),
        widths=tuple(widths),
        numeric=frozenset(numeric),
    )


class _Cells(Sequence[Cell]):
    """The cells of rows that are all as long as their header; the last row is at hand."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._header, self._rows = header, rows
        self._last: tuple[int, Sequence[str]] = (0, header)

    def __len__(self) -> int:
        return len(self._header) * (len(self._rows) + 1)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        places = range(len(self))[at]
        if isinstance(places, range):
            return tuple(map(self.__getitem__, places))
        row, column = divmod(places, len(self._header))
        if self._last[0] != row:
            self._last = row, self._rows[row - 1] if row else self._header
        return Cell(row=row, column=column, text=self._last[1][column])


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
