"""What a file says of itself: docProps, of which nothing is ever needed to read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from tasks.department.reading.markup import Element, parse, whole
from tasks.department.reading.package import Package
from tasks.department.reading.refusal import Code, Refusal
from tasks.document import Properties

# Relationship → element's local name → field of `Properties` (ISO/IEC 29500-2, 11).
_FIELDS: Final = {
    "core-properties": {
        "title": "title",
        "creator": "author",
        "lastModifiedBy": "modified_by",
        "created": "created",
        "modified": "modified",
    },
    "extended-properties": {"Application": "application"},
}
_SMALL: Final = 1 << 13
_LONGEST: Final = 500
_MOST_REVISIONS: Final = 10_000_000


def properties(package: Package) -> Properties:
    """Return the properties, silent ones '' or None; a damaged part is a silent one."""
    said: dict[str, str] = {}
    revision: int | None = None
    for relationship in package.relationships(""):
        fields = _FIELDS.get(relationship.kind)
        for name, text in _told(package, relationship.target) if fields else ():
            if fields and name in fields:
                said.setdefault(fields[name], text)
            elif name == "revision":
                revision = whole(text, least=0, most=_MOST_REVISIONS)
    return Properties(**said, revision=revision)


def _told(package: Package, name: str) -> tuple[tuple[str, str], ...]:
    """Return the names and texts of a property part, none of a damaged one."""
    try:
        data = package.read(name)
        if data is None:
            return ()
        return _texts(data) if len(data) <= _SMALL else _read(package.parse(data))
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return ()


@lru_cache(maxsize=64)
def _texts(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return what a small part tells, once for equal bytes: app.xml is the same in many."""
    return _read(parse(data))


def _read(root: Element) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.tag.rpartition("}")[2], (each.text or "").strip()[:_LONGEST]) for each in root
    )
