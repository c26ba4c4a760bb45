"""The workbook's bytes, the same for the same content."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from typing import Final

from openpyxl.workbook import Workbook

from tasks.delivery.workbook.streaming import StreamingWriter, Streams

_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry
_LEVEL: Final = 6


def workbook_bytes(book: Workbook, streams: Streams, *, dated: dt.datetime) -> bytes:
    """Return the xlsx file, said to be made and last changed at `dated`.

    openpyxl's own `save` stamps the clock into the properties and the zip entries; here
    its writer is used below `save`, and the entries are packed again with fixed stamps.
    """
    book.properties.created = dated
    book.properties.modified = dated
    stamped = io.BytesIO()
    archive = zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    StreamingWriter(book, archive, streams).save()
    return _repacked(stamped)


def _repacked(stamped: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(stamped) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            entry._compresslevel = _LEVEL  # type: ignore[attr-defined] # noqa: SLF001 - `open` takes none
            entry.file_size = old.getinfo(name).file_size
            with old.open(name) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    return packed.getvalue()
