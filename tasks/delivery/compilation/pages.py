"""On which page each heading of a PDF stands: read from the outline that LibreOffice writes.

A whole PDF reader is not needed: LibreOffice writes its outline and its pages as plain
objects (ISO 32000-1, 12.3.3 and 7.7.3). What does not look so gives no page numbers.
"""

from __future__ import annotations

import re
from typing import Final

_OBJECT: Final = re.compile(rb"(?<![0-9])(\d+) 0 obj\s*(<<.*?)\s*endobj", re.DOTALL)
_TITLE: Final = re.compile(rb"/Title\s*<([0-9A-Fa-f]+)>")
_TARGET: Final = re.compile(rb"/Dest\s*\[\s*(\d+) 0 R")
_KIDS: Final = re.compile(
    rb"/Type\s*/Pages\b.*?/Kids\s*\[([^\]]*)\]|/Kids\s*\[([^\]]*)\].*?/Type\s*/Pages\b", re.DOTALL
)
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")


def heading_pages(pdf: bytes) -> tuple[tuple[str, int], ...]:
    """Return (heading, page) in the outline's order, pages counted from 1; empty if unreadable."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = _pages(objects)
    found = []
    for body in objects.values():
        title, target = _TITLE.search(body), _TARGET.search(body)
        if title and target and int(target[1]) in pages:
            found.append((_text(title[1]), pages[int(target[1])]))
    return tuple(found)


def _pages(objects: dict[int, bytes]) -> dict[int, int]:
    """Return the number of each page object."""
    for body in objects.values():
        kids = _KIDS.search(body)
        if kids:
            inside = _REFERENCE.findall(kids[1] or kids[2])
            return {int(key): number for number, key in enumerate(inside, start=1)}
    return {}


def _text(spelled: bytes) -> str:
    """Return a title's text: UTF-16 behind a mark, else Latin."""
    data = bytes.fromhex(spelled.decode("ascii"))
    return (
        data.decode("utf-16", "replace")
        if data[:2] in {b"\xfe\xff", b"\xff\xfe"}
        else data.decode("latin-1")
    )
