"""Zips whose bytes depend on their contents only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say (APPNOTE 4.4.6)
_UNIX: Final = 3


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of (name, content), in this order, without dates or rights."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
