"""A report that was read before: at hand is what is always asked, the rest when it is asked.

What a report says (its blocks, figures, relations) is some eighty kilobytes as values and
eight when packed, and a run looks into few of those that were read before. So what is kept
of a report is its *head*, and each field of its *body* packed apart; a `KeptReport` holds
the head as values and asks its source for the others, a field at a time. To everybody who
has it, it is the report.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import fields
from types import GenericAlias
from typing import Any, Final, Protocol, get_type_hints

from tasks.department.figures.figure import Figure, SkippedNumber
from tasks.department.figures.relation import Relation
from tasks.department.report import DepartmentReport
from tasks.document import Block
from tasks.intake.submission import Submission
from tasks.ledger.codec import pack, unpack

BODY: Final = ("blocks", "figures", "skipped", "relations")
"""The fields that are packed apart: large, and of a report that is as it was rarely asked."""

_FIELDS: Final = tuple(field.name for field in fields(DepartmentReport))
_HEAD: Final = tuple(name for name in _FIELDS if name not in (*BODY, "submission"))
_KINDS: Final[dict[str, Any]] = get_type_hints(DepartmentReport)
_HEAD_KIND: Final[Any] = GenericAlias(tuple, tuple(_KINDS[name] for name in _HEAD))
_PUT: Final = {name: getattr(DepartmentReport, name).__set__ for name in ("submission", *_HEAD)}
_SIZES: Final = struct.Struct(f">{1 + len(BODY)}I")


class Source(Protocol):
    """Where kept reports have their bodies."""

    def content(self, report: KeptReport) -> bytes:
        """Return the report as `packed` packs it."""

    def part(self, report: KeptReport, name: str) -> Any:  # noqa: ANN401 - what its type says
        """Return this field of the report's body."""


class KeptReport(DepartmentReport):
    """A report of whose fields those of `BODY` come from its source; `key` is its name there."""

    __slots__ = ("key", "source")
    key: str
    source: Source

    def __new__(cls, **values: Any) -> DepartmentReport:  # type: ignore[misc]  # noqa: ANN401 - see below
        """Return a whole report: `dataclasses.replace` gives all fields, one of them changed."""
        return DepartmentReport(**values)

    @property
    def reviewed(self) -> bool:
        """No: it is what was read, and nobody has said anything of it yet."""
        return False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As the source has them."""
        found: tuple[Block, ...] = self.source.part(self, "blocks")
        return found

    @property
    def figures(self) -> tuple[Figure, ...]:
        """As the source has them."""
        found: tuple[Figure, ...] = self.source.part(self, "figures")
        return found

    @property
    def skipped(self) -> tuple[SkippedNumber, ...]:
        """As the source has them."""
        found: tuple[SkippedNumber, ...] = self.source.part(self, "skipped")
        return found

    @property
    def relations(self) -> tuple[Relation, ...]:
        """As the source has them."""
        found: tuple[Relation, ...] = self.source.part(self, "relations")
        return found

    def __eq__(self, other: object) -> bool:
        """Compare as any report, the body last."""
        if self is other:
            return True
        if not isinstance(other, DepartmentReport):
            return NotImplemented
        names = ("submission", *_HEAD, *BODY)
        return all(getattr(self, name) == getattr(other, name) for name in names)

    __hash__ = DepartmentReport.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process packed, with its body; there it is `held`."""
        return held, (self.submission, packed(self))


class _Held:
    """A body that goes with its report; what was asked for stays."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._parts: dict[str, object] = {}

    def content(self, _report: KeptReport) -> bytes:
        return self._content

    def part(self, _report: KeptReport, name: str) -> object:
        if name not in self._parts:
            self._parts[name], _ = unpacked(self._content, name)
        return self._parts[name]


def packed(report: DepartmentReport) -> bytes:
    """Return all that the report says, but not which file says so; the same for equal reports."""
    if isinstance(report, KeptReport):
        return report.source.content(report)
    head = pack(tuple(getattr(report, name) for name in _HEAD))
    body = [pack(getattr(report, name)) for name in BODY]
    return b"".join((_SIZES.pack(len(head), *map(len, body)), head, *body))


def unpacked(content: bytes, name: str) -> tuple[object, int]:
    """Return a field of the body that was packed, and its size; ValueError when it holds none."""
    part = _cut(content, 1 + BODY.index(name))
    return unpack(_KINDS[name], part), len(part)


def held(submission: Submission, content: bytes) -> KeptReport:
    """Return the report that was packed, its body with it; ValueError when it holds none."""
    return kept(submission, content, "", _Held(content))


def kept(submission: Submission, content: bytes, key: str, source: Source) -> KeptReport:
    """Return the report that was packed, its body with the source; ValueError as above."""
    return _made(submission, unpack(_HEAD_KIND, _cut(content, 0)), key, source)


def at(report: DepartmentReport, key: str, source: Source) -> KeptReport:
    """Return the report with its body no more at hand, but with the source."""
    return _made(report.submission, [getattr(report, name) for name in _HEAD], key, source)


def _made(submission: Submission, head: Sequence[object], key: str, source: Source) -> KeptReport:
    report = object.__new__(KeptReport)
    for put, value in zip(_PUT.values(), (submission, *head), strict=True):
        put(report, value)
    object.__setattr__(report, "key", key)
    object.__setattr__(report, "source", source)
    return report


def _cut(content: bytes, at: int) -> bytes:
    """Return the packed part at this place."""
    if len(content) < _SIZES.size:
        message = "no report"
        raise ValueError(message)
    sizes = _SIZES.unpack_from(content)
    begin = _SIZES.size + sum(sizes[:at])
    return content[begin : begin + sizes[at]]
