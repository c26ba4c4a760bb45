"""Rows that are written as they are made: a sheet of a million rows in the memory of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final, cast

from openpyxl.cell.cell import Cell
from openpyxl.packaging.relationship import Relationship
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import REL_NS

from tasks.delivery.workbook.sheet import (
    FIRST_ROW,
    Column,
    put_value,
    row_height,
    row_lines,
    style_of,
)
from tasks.delivery.workbook.values import Link, Value, put_text

MOST_ROWS: Final = 1_000_000
"""Rows of a table in one sheet; Excel has 1,048,576, the rest is left for her own rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The rows of a sheet's table, made when they are asked for, and how many there are."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    count: int


Streams = dict[str, Stream]
"""By the sheet's name; the sheet itself holds title, header and all settings."""


# openpyxl's type stubs leave out what its writers share with each other.
_Book: Any = ExcelWriter
_Sheet: Any = WorksheetWriter
_Relation: Any = Relationship


class StreamingWriter(_Book):  # type: ignore[misc]
    """openpyxl's writer, with the rows of some sheets from their streams."""

    def __init__(self, book: Any, archive: Any, streams: Streams) -> None:  # noqa: ANN401 - untyped there
        """Write `book` into `archive`."""
        super().__init__(book, archive)
        self._streams = streams

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - untyped there
        """Write one sheet, its stream's rows behind its own."""
        stream = self._streams.get(ws.title)
        if stream is None:
            super().write_worksheet(ws)
            return
        writer = _SheetWriter(ws, stream)
        writer.write()
        ws._drawing = None  # noqa: SLF001 - as ExcelWriter does; a stream's sheet has no chart
        ws._rels = writer._rels  # noqa: SLF001 - as ExcelWriter does
        self._archive.write(writer.out, ws.path[1:])
        self.manifest.append(ws)
        writer.cleanup()


def _attributes(place: str, link: Link, targets: Mapping[str, str]) -> dict[str, str]:
    named = {"ref": place}
    if link.target:
        named[f"{{{REL_NS}}}id"] = targets[link.target]
    if link.location:
        named["location"] = link.location
    return named


class _SheetWriter(_Sheet):  # type: ignore[misc]
    def __init__(self, sheet: Worksheet, stream: Stream) -> None:
        super().__init__(sheet)
        self._sheet, self._stream = sheet, stream
        self._looks: dict[str, Any] = {}
        self._links: list[tuple[str, Link]] = []

    def write_dimensions(self) -> None:
        """Say how far the sheet goes, with the rows that are still to come."""
        last = FIRST_ROW + self._stream.count - 1
        end = get_column_letter(len(self._stream.columns))
        self.xf.send(SheetDimension(f"A1:{end}{last}").to_tree())

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the sheet's own rows, then the stream's, each forgotten when it is written."""
        yield from super().rows()
        dimensions = self._sheet.row_dimensions
        for at, row in enumerate(self._stream.rows, start=FIRST_ROW):
            dimensions[at].height = row_height(row_lines(row, self._stream.columns))
            yield at, [self._cell(at, n, value) for n, value in enumerate(row, start=1)]
            del dimensions[at]

    def write_hyperlinks(self) -> None:
        """Write the links; those into one file share a relationship (openpyxl makes one each)."""
        if not self._links:
            return
        targets: dict[str, str] = {}
        for _, link in self._links:
            if link.target and link.target not in targets:
                relation = _Relation(type="hyperlink", TargetMode="External", Target=link.target)
                self._rels.append(relation)
                targets[link.target] = str(relation.id)
        xf = self.xf.send(True)  # noqa: FBT003 - openpyxl's way to ask for its stream
        with xf.element("hyperlinks"):
            for place, link in self._links:
                with xf.element("hyperlink", _attributes(place, link, targets)):
                    pass
        self.xf.send(None)

    def _cell(self, row: int, column: int, value: Value) -> Cell:
        cell: Any = Cell(self._sheet, row=row, column=column)
        name = style_of(value, self._stream.columns[column - 1].style)
        if name not in self._looks:
            cell.style = name
            self._looks[name] = cell._style  # noqa: SLF001 - found once for each named style
        cell._style = copy(self._looks[name])  # noqa: SLF001 - as above
        if isinstance(value, Link):
            put_text(cell, value.text)
            self._links.append((cell.coordinate, value))
        else:
            put_value(cell, value)
        return cast("Cell", cell)
