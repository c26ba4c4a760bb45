"""The converted copies: one .docx for each original, called by the original's hash."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tasks.intake.fixed_zip import zipped

_LARGEST: Final = 256 * 1024 * 1024  # bytes that a copy may unpack to
_MAIN: Final = "word/document.xml"
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The copies in a folder. A copy is there whole or not at all."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Return where the copy of the original with that hash lies, or would lie."""
        return self.folder / f"{sha256}.docx"

    def holds(self, sha256: str) -> bool:
        """Say whether there is such a copy, and one that opens."""
        try:
            with zipfile.ZipFile(self.path(sha256)) as archive:
                return _MAIN in archive.namelist()
        except (OSError, *_FAULTS):
            return False

    def keep(self, sha256: str, made: Path) -> bool:
        """Keep what was made of the original, dates taken out; say whether it is sound.

        `made` lies on the same disk, in a folder of the caller. Raises OSError.
        """
        content = _undated(made)
        if content is None:
            return False
        made.write_bytes(content)
        made.replace(self.path(sha256))
        return True


def _undated(path: Path) -> bytes | None:
    """Return the .docx without dates, or None when it is none, or not to be unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _LARGEST:
                return None
            if _MAIN not in archive.namelist():
                return None
            return zipped((entry.filename, archive.read(entry)) for entry in entries)
    except _FAULTS:
        return None
