"""What a file says of itself: docProps, of which nothing is ever needed to read it."""

from __future__ import annotations

from typing import Final

from tasks.department.reading.markup import Element, whole
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
_LONGEST: Final = 500
_MOST_REVISIONS: Final = 10_000_000


def properties(package: Package) -> Properties:
    """Return the properties, silent ones '' or None; a damaged part is a silent one."""
    said: dict[str, str] = {}
    revision: int | None = None
    for relationship in package.relationships(""):
        fields = _FIELDS.get(relationship.kind)
        root = _root(package, relationship.target) if fields else None
        for each in () if root is None else root:
            name = each.tag.rpartition("}")[2]
            text = (each.text or "").strip()[:_LONGEST]
            if fields and name in fields:
                said.setdefault(fields[name], text)
            elif name == "revision":
                revision = whole(text, least=0, most=_MOST_REVISIONS)
    return Properties(**said, revision=revision)


def _root(package: Package, name: str) -> Element | None:
    try:
        return package.xml(name)
    except Refusal as refusal:
        if refusal.code is Code.TOO_LARGE:
            raise
        return None
