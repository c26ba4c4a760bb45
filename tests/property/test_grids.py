"""A grid is written row by row; each place has the cell that the grid has first for it."""

from __future__ import annotations

import re
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.layout.markup import spell
from tasks.delivery.layout.pieces import Grid
from tasks.document import Cell

SIDE = st.integers(1, 4)
CELLS = st.lists(
    st.builds(
        Cell,
        row=st.integers(0, 4),
        column=st.integers(0, 4),
        text=st.just(""),
        row_span=SIDE,
        column_span=SIDE,
    ),
    max_size=6,
)
ROW = re.compile(r"<w:tr>.*?</w:tr>")
TEXT = re.compile(r"<w:t [^>]*>(\d+)</w:t>|(<w:tc>)")


@given(SIDE, SIDE, CELLS)
def test_what_is_written_in_a_row_are_the_cells_that_begin_there(
    rows: int, columns: int, some: list[Cell]
) -> None:
    cells = tuple(
        Cell(
            row=cell.row,
            column=cell.column,
            text=str(number),
            row_span=cell.row_span,
            column_span=cell.column_span,
        )
        for number, cell in enumerate(some)
    )
    markup = spell((Grid(rows=rows, columns=columns, cells=cells, widths=(1,) * columns),), 9_000)
    written = [TEXT.findall(row) for row in ROW.findall(markup)]
    assert len(written) == rows
    for row, found in enumerate(written):
        here = [_first(cells, row, column) for column in range(columns)]
        stretches = (cell for cell, _ in groupby(here))  # an overlapped cell may have two
        said = [cell.text for cell in stretches if cell and cell.row == row]
        assert [text for text, _ in found if text] == said


def _first(cells: tuple[Cell, ...], row: int, column: int) -> Cell | None:
    for cell in cells:
        down, right = cell.row + cell.row_span, cell.column + cell.column_span
        if cell.row <= row < down and cell.column <= column < right:
            return cell
    return None
