"""A sheet's table: everything around it at once, its rows left to be written last."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from tasks.delivery.workbook.sheet import HEADER_ROW, Column, Placed, frame_table
from tasks.delivery.workbook.streaming import Streams, TableRows


def write_table(
    sheet: Worksheet,
    streams: Streams,
    *,
    note: str,
    columns: Sequence[Column],
    rows: TableRows,
    frozen: int = 1,
) -> Placed:
    """Fill the sheet with its title, a note and a named table; return where it stands.

    `frozen` columns stay in view. A table without rows gets one empty row, because Excel
    repairs a file whose table has none.
    """
    last = HEADER_ROW + streams.put(sheet.title, columns, rows)
    return frame_table(sheet, note=note, columns=columns, last=last, frozen=frozen)
