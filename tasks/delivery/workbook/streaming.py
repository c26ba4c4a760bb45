"""Sheets whose rows are written as they are made: a million rows in the memory of one chunk.

openpyxl writes all that stands around the rows; the rows and their links are put between.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from openpyxl.packaging.relationship import Relationship
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import REL_NS

from tasks.delivery.deflated import Deflated, Joining
from tasks.delivery.workbook.chunks import Chunk, Kept, Rows, numbered, spelled_links
from tasks.delivery.workbook.package import Package
from tasks.delivery.workbook.rows import Looks, RowWriter
from tasks.delivery.workbook.sheet import FIRST_ROW, Column
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
_Relation: Any = Relationship


class StreamingWriter(_Book):  # type: ignore[misc]
    """openpyxl's writer, with the rows of some sheets from their streams."""

    def __init__(self, book: Any, archive: Package, streams: Streams) -> None:  # noqa: ANN401 - untyped there
        """Write `book` into `archive`."""
        super().__init__(book, archive)
        self._streams = streams

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
        links = _Links(ws._rels)  # noqa: SLF001 - as above
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


class _Links:
    """A sheet's links; those into one file share a relationship (openpyxl makes one each)."""

    def __init__(self, relations: Any) -> None:  # noqa: ANN401 - untyped there
        self._relations = relations
        self._targets: dict[str, str] = {}
        self._made: list[bytes | Deflated] = []

    def relations(self, targets: Iterable[str]) -> Mapping[str, str]:
        """Return the relationship of each file, made when it is asked for first."""
        for target in targets:
            if target and target not in self._targets:
                relation = _Relation(type="hyperlink", TargetMode="External", Target=target)
                self._relations.append(relation)
                self._targets[target] = str(relation.id)
        return self._targets

    def note(self, chunk: Chunk, first: int) -> None:
        """Note the links of a chunk that begins in sheet row `first`."""
        relations = self.relations(jump.target for jump in chunk.jumps)
        self._made.append(spelled_links(chunk.jumps, first, relations).encode("utf-8"))

    def add(self, stretch: Deflated) -> None:
        """Note links that are spelled and compressed already."""
        self._made.append(stretch)

    def write(self, part: Joining) -> None:
        """Write the links as they stand in the sheet; nothing when there are none."""
        if not any(made if isinstance(made, bytes) else made.size for made in self._made):
            return
        part.write(f'<hyperlinks xmlns:r="{REL_NS}">'.encode())
        for made in self._made:
            if isinstance(made, bytes):
                part.write(made)
            elif made.size:
                part.add(made)
        part.write(b"</hyperlinks>")
