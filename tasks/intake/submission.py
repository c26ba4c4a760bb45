"""A file from the inbox, and what becomes of one that cannot be read."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a file is by its content, not by its name."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    WORD_XML = "word_xml"
    PDF = "pdf"
    OFD = "ofd"
    PICTURE = "picture"
    ZIP = "zip"
    XLSX = "xlsx"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One candidate file (报送件).

    `file` is its path below the inbox with forward slashes, `name` what it is called in the
    `folder` where it can be opened now, `sha256` of its bytes in hex, `size` in bytes, `format`
    by content. Those of one folder share its name, and one right in the inbox has one of its
    own: there are thousands.
    """

    file: str
    folder: str
    name: str
    sha256: str
    size: int
    format: Format

    def __post_init__(self) -> None:
        """Share what is equal."""
        object.__setattr__(self, "folder", sys.intern(self.folder))
        if self.name == self.file:
            object.__setattr__(self, "name", self.file)

    @property
    def path(self) -> str:
        """Where it can be opened now."""
        return os.path.join(self.folder, self.name)  # noqa: PTH118 - of text, to text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A file that is named in the outputs but was not read.

    `code` is a stable snake_case reason; `message` and `remedy` are Chinese. `department`
    is the department guessed from the file name, or None.
    """

    file: str
    sha256: str
    code: str
    message: str
    remedy: str = ""
    department: str | None = None
