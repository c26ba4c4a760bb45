"""Sheets whose rows are written as they are made: a million rows in the memory of one chunk.

openpyxl writes all that stands around the rows; the rows and their links are put between.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final, TypeAlias

from openpyxl.packaging.relationship import get_rels_path
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from tasks.delivery.workbook.chunks import Chunk, Kept, Rows, numbered
from tasks.delivery.workbook.package import Package
from tasks.delivery.workbook.rows import Looks, RowWriter
from tasks.delivery.workbook.sheet import FIRST_ROW, Column
from tasks.delivery.workbook.sheet_links import SheetLinks
from tasks.delivery.workbook.values import Value

MOST_ROWS: Final = 1_000_000
"""Rows of a table in one sheet; Excel has 1,048,576, the rest is left for her own rows."""

_MARKS: Final = re.compile(
    rb'<row r="0"(?: ?/>|></row>)'
    rb'|<hyperlinks><hyperlink ref="A1"(?: ?/>|></hyperlink>)</hyperlinks>'
)
"""What openpyxl writes where our rows and links will be, with lxml or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The rows of a sheet's table, made when they are asked for, and how many there are."""

    chunks: Iterable[Rows]
    columns: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Rows that nobody has to make to know how many they are."""

    rows: Iterable[Sequence[Value]]
    count: int


TableRows: TypeAlias = Iterable[Sequence[Value]] | Counted


class Streams(dict[str, Stream]):
    """By the sheet's name; the sheet itself holds title, header and all settings."""

    def __init__(self, looks: Looks) -> None:
        """Begin without any; `looks` are the workbook's styles."""
        super().__init__()
        self._looks = looks

    def writer(self, columns: Sequence[Column]) -> RowWriter:
        """Return what writes the rows of a table with these columns."""
        return RowWriter(columns, self._looks)

    def put(self, sheet: str, columns: Sequence[Column], rows: TableRows) -> int:
        """Leave a table's rows to be written last; return how many there are.

        Counted ones are made only when they are written.
        """
        waiting = rows.rows if isinstance(rows, Counted) else rows
        chunks: Iterable[Chunk] = self.writer(columns).chunks(waiting)
        if isinstance(rows, Counted):
            count = rows.count
        else:
            chunks = tuple(chunks)
            count = sum(chunk.count for chunk in chunks)
        if count:
            self[sheet] = Stream(chunks=chunks, columns=len(columns), count=count)
        return count


# openpyxl's type stubs leave out what its writers share with each other.
_Book: Any = ExcelWriter
_Sheet: Any = WorksheetWriter
_path_of_relations: Any = get_rels_path


class StreamingWriter(_Book):  # type: ignore[misc]
    """openpyxl's writer, with the rows of some sheets from their streams."""

    def __init__(
        self,
        book: Any,  # noqa: ANN401 - untyped there
        archive: Package,
        streams: Streams,
        scratch: IO[bytes] | None = None,
    ) -> None:
        """Write `book` into `archive`; `scratch` takes what has to wait."""
        super().__init__(book, archive)
        self._streams, self._scratch = streams, scratch or io.BytesIO()

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - untyped there
        """Write one sheet, its stream's rows among its own."""
        stream = self._streams.pop(ws.title, None)  # let go of when it is written
        if stream is None:
            super().write_worksheet(ws)
            return
        shell = _SheetWriter(ws, stream)
        shell.write()
        ws._drawing = None  # noqa: SLF001 - as ExcelWriter does; a stream's sheet has no chart
        ws._rels = shell._rels  # noqa: SLF001 - as ExcelWriter does
        self._fill(ws, shell.read(), stream)
        self.manifest.append(ws)

    def _fill(self, ws: Any, shell: bytes, stream: Stream) -> None:  # noqa: ANN401 - as above
        head, middle, tail = _MARKS.split(shell)
        links = SheetLinks(len(ws._rels), self._scratch)  # noqa: SLF001 - as above
        with self._archive.joined(ws.path[1:], rows=stream.count) as part:
            part.write(head)
            at = FIRST_ROW
            for rows in stream.chunks:
                if isinstance(rows, Kept):
                    laid = rows.laid(at, links.relations(rows.targets))
                    part.add(laid.rows)
                    links.add(laid.links)
                else:
                    part.write(numbered(rows, at))
                    links.note(rows, at)
                at += rows.count
            part.write(middle)
            links.write(part)
            part.write(tail)
        if related := links.related():
            mark, spelled, pieces = related
            ws._rels.append(mark)  # noqa: SLF001 - as above
            self._archive.fill(_path_of_relations(ws.path)[1:], spelled, pieces)


class _SheetWriter(_Sheet):  # type: ignore[misc]
    """Writes a sheet with a mark where the stream's rows are to stand, and its links."""

    def __init__(self, sheet: Worksheet, stream: Stream) -> None:
        super().__init__(sheet, io.BytesIO())
        self._stream = stream

    def write_dimensions(self) -> None:
        """Say how far the sheet goes, with the rows that are still to come."""
        last = FIRST_ROW + self._stream.count - 1
        width = max(self._stream.columns, self.ws.max_column)
        end = f"{get_column_letter(width)}{max(last, self.ws.max_row)}"
        self.xf.send(SheetDimension(f"A1:{end}").to_tree())

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the sheet's own rows, with row 0 for the stream's."""
        own = list(super().rows())
        yield from (row for row in own if row[0] < FIRST_ROW)
        yield 0, []
        yield from (row for row in own if row[0] >= FIRST_ROW)

    def write_hyperlinks(self) -> None:
        """Leave a mark where the links are to stand."""
        xf = self.xf.send(True)  # noqa: FBT003 - openpyxl's way to ask for its stream
        with xf.element("hyperlinks"), xf.element("hyperlink", {"ref": "A1"}):
            pass
        self.xf.send(None)
