"""Rows that belong together: a report's, moved up or down as a whole, cut, kept, laid out.

A chunk's rows have their numbers open. Laid out, they stand in their place in the sheet and
are compressed, so that rows which stay where they were are only copied.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final, NamedTuple, Self, TypeAlias

from tasks.delivery.deflated import Deflated, deflated
from tasks.delivery.workbook.package import LEVEL

HERE: Final = "\x00"
"""Stands for the row's number: a sign that no XML text can hold."""

END: Final = "</row>"
"""What every row ends with; inside a row it cannot stand, since texts are escaped."""

_LEVEL: Final = 1  # what is kept is read again within days: quick before small


class Jump(NamedTuple):
    """A link from a cell: `row` counts from the chunk's first, from 0."""

    row: int
    column: str
    target: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Rows that belong together, as XML, their numbers left open, and their links."""

    count: int
    xml: bytes
    jumps: tuple[Jump, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Rows in their place and the links that lead from them, both as stretches of the sheet."""

    rows: Deflated
    links: Deflated

    def packed(self) -> bytes:
        """Return them as bytes to be kept."""
        return self.rows.packed() + self.links.packed()

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Return what was kept."""
        rows, rest = Deflated.unpacked(content)
        links, _ = Deflated.unpacked(rest)
        return cls(rows=rows, links=links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Rows that are made only when no earlier run laid them out in the same place.

    `targets` are the files that their links lead to; `laid` asks for the sheet row of the
    first and for the relation of each target, `chunk` for the rows with their numbers open.
    """

    count: int
    targets: tuple[str, ...]
    chunk: Callable[[], Chunk]
    laid: Callable[[int, Mapping[str, str]], Laid]


Rows: TypeAlias = Chunk | Kept


def split(chunk: Chunk, at: int) -> tuple[Chunk, Chunk]:
    """Return the chunk's first `at` rows and the rest."""
    end = END.encode()
    rows = chunk.xml.split(end)
    first, rest = (end.join((*part, b"")) for part in (rows[:at], rows[at:-1]))
    return (
        Chunk(count=at, xml=first, jumps=tuple(jump for jump in chunk.jumps if jump.row < at)),
        Chunk(
            count=chunk.count - at,
            xml=rest,
            jumps=tuple(jump._replace(row=jump.row - at) for jump in chunk.jumps if jump.row >= at),
        ),
    )


class Cutter:
    """Deals out the rows of chunks, so many at a time; a chunk is cut where it must be."""

    def __init__(self, chunks: Iterable[Rows]) -> None:
        """Begin with the first chunk."""
        self._chunks = iter(chunks)
        self._rest: Rows | None = None

    def take(self, rows: int) -> Iterator[Rows]:
        """Yield chunks of the next rows, so many together, or as many as there are."""
        while rows:
            chunk = self._rest or next(self._chunks, None)
            if chunk is None:
                return
            self._rest = None
            if chunk.count > rows:
                whole = chunk if isinstance(chunk, Chunk) else chunk.chunk()
                chunk, self._rest = split(whole, rows)
            rows -= chunk.count
            if chunk.count:
                yield chunk


def numbered(chunk: Chunk, first: int) -> bytes:
    """Return the chunk's rows as they stand when the first is the sheet's row `first`."""
    here, end = HERE.encode(), END.encode()
    rows = chunk.xml.split(end)
    last = first + chunk.count
    made = [
        row.replace(here, b"%d" % at) for row, at in zip(rows, range(first, last), strict=False)
    ]
    return end.join((*made, b""))


def lay(chunk: Chunk, first: int, relations: Mapping[str, str]) -> Laid:
    """Return the chunk's rows and links as they stand from the sheet's row `first` on."""
    links = spelled_links(chunk.jumps, first, relations)
    return Laid(rows=deflated(numbered(chunk, first), LEVEL), links=deflated(links.encode(), LEVEL))


def spelled_links(jumps: Iterable[Jump], first: int, relations: Mapping[str, str]) -> str:
    """Return the links of rows that begin in sheet row `first`; `relations` by their targets."""
    made = []
    for jump in jumps:
        target = f' r:id="{relations[jump.target]}"' if jump.target else ""
        place = f' location="{escape(jump.location)}"' if jump.location else ""
        made.append(f'<hyperlink ref="{jump.column}{first + jump.row}"{target}{place}/>')
    return "".join(made)


def packed(chunk: Chunk) -> bytes:
    """Return the chunk as bytes to be kept."""
    head = json.dumps([chunk.count, chunk.jumps], ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(head.encode("ascii") + b"\n" + chunk.xml, _LEVEL)


def unpacked(content: bytes) -> Chunk:
    """Return the chunk that was kept; ValueError or zlib.error when these are no such bytes."""
    head, _, xml = zlib.decompress(content).partition(b"\n")
    count, jumps = json.loads(head)
    return Chunk(count=count, xml=xml, jumps=tuple(map(Jump._make, jumps)))
