"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The caps on one untrusted file, far above what a report needs.

    `file` is the file's size and `part` one unpacked part's, `total` all unpacked parts'
    together, in bytes; `ratio` is how many bytes one packed byte may become once a part
    is larger than `ratio_floor`; `entries` counts the zip's members, `nodes` the tags and
    attributes of all parts (each costs about 200 bytes when parsed), `depth` tables and text
    boxes within each other, `paragraphs` the paragraphs of all texts. XML nested deeper
    than 256 elements is refused by the parser.
    """

    file: int = 64 * _MEBIBYTE
    entries: int = 10_000
    part: int = 32 * _MEBIBYTE
    total: int = 96 * _MEBIBYTE
    ratio: int = 200
    ratio_floor: int = 2 * _MEBIBYTE
    nodes: int = 2_000_000
    depth: int = 30
    paragraphs: int = 200_000
