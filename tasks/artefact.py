"""A finished file, before it is written anywhere: in memory, or lying somewhere already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias


class MediaType(StrEnum):
    """The media types of the outputs (IANA names)."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PDF = "application/pdf"
    HTML = "text/html"
    JSON = "application/json"
    TEXT = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One output file.

    `path` is its path inside the run's folder, with forward slashes; `media_type` what it
    is; `content` its bytes, the same for the same input.
    """

    path: str
    media_type: MediaType
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The sha256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One output file whose bytes lie in a file already, with their sha256 and size.

    `published` says that it is a file of an earlier run, which nobody may change: `folder`
    is that run's. Else it was made for this run alone, and `folder` is the run's own room.
    `digest` is the sha256 as bytes: there may be twenty thousand of these.
    """

    path: str
    media_type: MediaType
    folder: Path
    digest: bytes
    size: int
    published: bool

    @property
    def file(self) -> Path:
        """The file in which its bytes lie."""
        return self.folder / (self.path if self.published else room_name(self.path))

    @property
    def sha256(self) -> str:
        """The sha256 of its bytes."""
        return self.digest.hex()

    @property
    def content(self) -> bytes:
        """Its bytes, read from the file."""
        return self.file.read_bytes()


def room_name(path: str) -> str:
    """Return the name under which a run's room holds the output of this path."""
    return hashlib.sha256(path.encode("utf-8")).hexdigest()


Output: TypeAlias = Artefact | Filed
