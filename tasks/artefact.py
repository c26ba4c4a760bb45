"""A finished file, before it is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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
