"""A sheet's links while its rows are written: they stand behind all rows, and there are as many.

They wait in a file and not in memory, and so does what they lead to: openpyxl would make an
object and an XML element for each.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from openpyxl.packaging.relationship import Relationship
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import tostring

from tasks.delivery.deflated import Deflated, Joining
from tasks.delivery.workbook.chunks import Chunk, spelled_links

_HEAD: Final = struct.Struct("<?Q")  # whether it is a stretch, and how many bytes it has
_HERE: Final = "#"

# openpyxl's type stubs leave out what its relationships take.
_Relation: Any = Relationship
_tostring: Any = tostring


class SheetLinks:
    """A sheet's links; those into one file share a relationship (openpyxl makes one each)."""

    def __init__(self, before: int, waiting: IO[bytes]) -> None:
        """Begin without any; the sheet has so many other relationships, all of them before ours.

        In `waiting` the links wait; whatever it holds is overwritten.
        """
        self._before, self._waiting = before, waiting
        self._numbers: dict[str, int] = {}
        waiting.seek(0)
        waiting.truncate()

    def relations(self, targets: Iterable[str]) -> Mapping[str, str]:
        """Return the relationship of each file, made when it is asked for first."""
        return {target: self._relation(target) for target in targets if target}

    def _relation(self, target: str) -> str:
        return f"rId{self._numbers.setdefault(target, self._before + len(self._numbers) + 1)}"

    def note(self, chunk: Chunk, first: int) -> None:
        """Note the links of a chunk that begins in sheet row `first`."""
        relations = self.relations(jump.target for jump in chunk.jumps)
        self._put(spelled_links(chunk.jumps, first, relations).encode("utf-8"), stretch=False)

    def add(self, stretch: Deflated) -> None:
        """Note links that are spelled and compressed already."""
        self._put(stretch.packed() if stretch.size else b"", stretch=True)

    def _put(self, content: bytes, *, stretch: bool) -> None:
        if content:
            self._waiting.write(_HEAD.pack(stretch, len(content)))
            self._waiting.write(content)

    def write(self, part: Joining) -> None:
        """Write the links as they stand in the sheet; nothing when there are none."""
        if not self._waiting.tell():
            return
        part.write(f'<hyperlinks xmlns:r="{REL_NS}">'.encode())
        self._waiting.seek(0)
        while head := self._waiting.read(_HEAD.size):
            stretch, size = _HEAD.unpack(head)
            content = self._waiting.read(size)
            if stretch:
                part.add(Deflated.unpacked(content)[0])
            else:
                part.write(content)
        part.write(b"</hyperlinks>")

    def related(self) -> tuple[Any, bytes, Iterator[bytes]] | None:
        """Return what stands for our relationships, how it is spelled, and theirs one by one.

        None when there are none.
        """
        if not self._numbers:
            return None
        mark = _relation(_HERE, _HERE)
        return mark, _spelled(mark), self._related()

    def _related(self) -> Iterator[bytes]:
        for target, number in self._numbers.items():
            yield _spelled(_relation(target, f"rId{number}"))


def _relation(target: str, name: str) -> Any:  # noqa: ANN401 - untyped there
    return _Relation(type="hyperlink", TargetMode="External", Target=target, Id=name)


def _spelled(relation: Any) -> bytes:  # noqa: ANN401 - untyped there
    """Return the relationship as openpyxl spells it, without the head of a file."""
    said: bytes = _tostring(relation.to_tree(relation.tagname))
    return said[said.index(b"<Relationship") :]
