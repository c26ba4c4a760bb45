"""The workbook's bytes, the same for the same content."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry
_LEVEL: Final = 6


def workbook_bytes(book: Workbook, *, dated: dt.datetime) -> bytes:
    """Return the xlsx file, said to be made and last changed at `dated`.

    openpyxl's own `save` stamps the clock into the properties and the zip entries; here
    its writer is used below `save`, and the entries are packed again with fixed stamps.
    """
    book.properties.created = dated
    book.properties.modified = dated
    stamped = io.BytesIO()
    archive = zipfile.ZipFile(stamped, "w", zipfile.ZIP_STORED)
    ExcelWriter(book, archive).save()
    return _repacked(stamped)


def _repacked(stamped: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(stamped) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, old.read(name), compresslevel=_LEVEL)
    return packed.getvalue()
