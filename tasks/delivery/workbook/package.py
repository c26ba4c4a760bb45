"""The workbook's file, the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, Final

from openpyxl.workbook import Workbook

from tasks.delivery.deflated import Joining, joined

_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry
_MANY_ROWS: Final = 700_000
LEVEL: Final = 2  # level 6 takes three times as long and makes a file a sixth smaller


class Package(zipfile.ZipFile):
    """A zip file whose parts carry no clock and no system."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin a package in `file`, which is left open."""
        super().__init__(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self._places: dict[str, tuple[bytes, Iterable[bytes]]] = {}

    def joined(self, name: str, *, rows: int) -> AbstractContextManager[Joining]:
        """Return what takes the part of this name, to be closed before the next.

        A part of so many rows that it may pass 2 GiB is announced as such.
        """
        return joined(self, _entry(name), level=LEVEL, large=rows > _MANY_ROWS)

    def fill(self, name: str, mark: bytes, pieces: Iterable[bytes]) -> None:
        """Have the pieces stand where the mark stands in the part of this name, still to come."""
        self._places[name] = (mark, pieces)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as zipfile has it
        """Write a whole part."""
        name = str(zinfo_or_arcname)
        content: bytes = data.encode("utf-8") if isinstance(data, str) else data
        with self.open(_entry(name), "w") as part:
            if name in self._places:
                mark, pieces = self._places.pop(name)
                before, content = content.split(mark)
                part.write(before)
                part.writelines(pieces)
            part.write(content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as zipfile has it
        """Write a whole part from a file."""
        self.writestr(arcname, Path(filename).read_bytes())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    entry._compresslevel = LEVEL  # type: ignore[attr-defined] # noqa: SLF001 - `open` takes none
    return entry


def date(book: Workbook, day: dt.datetime) -> None:
    """Say that the workbook was made and last changed on this day, whatever the clock says.

    openpyxl's own `save` stamps the clock into the properties; its writer below does not.
    """
    book.properties.created = day
    book.properties.modified = day
