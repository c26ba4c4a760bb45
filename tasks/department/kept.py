"""A report that was read before: at hand is what is small, the rest when it is asked.

What a report says is some eighty kilobytes as values and thirteen when packed, and a run
looks into few of those that were read before, one after the other. So what is kept of a
report is its *gist*, which is always asked, its *head*, which many stages ask, and each
field of its *body*, each packed apart; a `KeptReport` holds the gist as values and the head
packed, and asks its source for the others. To everybody who has it, it is the report.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from types import GenericAlias
from typing import Any, Final, Protocol, get_type_hints

from tasks.department.report import DepartmentReport
from tasks.department.wording import Wording
from tasks.intake.submission import Submission
from tasks.ledger.codec import pack, unpack

_GIST: Final = ("department", "known", "year")
BODY: Final = ("blocks", "figures", "skipped", "relations")
"""The fields that are packed apart: large, and of a report that is as it was rarely asked."""

_FIELDS: Final = tuple(field.name for field in fields(DepartmentReport))
HEAD: Final = tuple(name for name in _FIELDS if name not in {"submission", *_GIST, *BODY})
"""The fields that are packed together: small, and asked by many stages."""

_KINDS: Final[dict[str, Any]] = get_type_hints(DepartmentReport)


def _kind_of(names: Sequence[str], *more: type) -> Any:  # noqa: ANN401 - a type as annotations spell it
    return GenericAlias(tuple, (*(_KINDS[name] for name in names), *more))


_GIST_KIND: Final = _kind_of(_GIST, Wording)
_HEAD_KIND: Final = _kind_of(HEAD)
_PUT: Final = tuple(getattr(DepartmentReport, name).__set__ for name in ("submission", *_GIST))
_SIZES: Final = struct.Struct(f">{2 + len(BODY)}I")


class Source(Protocol):
    """Where kept reports have what is not at hand."""

    def content(self, report: KeptReport) -> bytes:
        """Return the report as `packed` packs it."""

    def head(self, report: KeptReport) -> tuple[Any, ...]:
        """Return the fields of `HEAD`, in order, as the report has them packed."""

    def part(self, report: KeptReport, name: str) -> Any:  # noqa: ANN401 - what its type says
        """Return this field of the report's body."""


class KeptReport(DepartmentReport):
    """A report of whose fields most come from its source; `key` is its name there.

    `packed_head` is to be unpacked by the source, which knows what is at hand.
    """

    __slots__ = ("_wording", "key", "packed_head", "source")
    key: str
    packed_head: bytes
    source: Source
    _wording: Wording

    def __new__(cls, **values: Any) -> DepartmentReport:  # type: ignore[misc]  # noqa: ANN401 - see below
        """Return a whole report: `dataclasses.replace` gives all fields, one of them changed."""
        return DepartmentReport(**values)

    @property
    def reviewed(self) -> bool:
        """No: it is what was read, and nobody has said anything of it yet."""
        return False

    @property
    def wording(self) -> Wording:
        """As it was when the report was kept."""
        return self._wording

    def __eq__(self, other: object) -> bool:
        """Compare as any report, the body last."""
        if self is other:
            return True
        if not isinstance(other, DepartmentReport):
            return NotImplemented
        names = ("submission", *_GIST, *HEAD, *BODY)
        return all(getattr(self, name) == getattr(other, name) for name in names)

    __hash__ = DepartmentReport.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process packed, with its body; there it is `held`."""
        return held, (self.submission, packed(self))


def _of_head(at: int, report: KeptReport) -> Any:  # noqa: ANN401 - what its type says
    return report.source.head(report)[at]


def _of_body(name: str, report: KeptReport) -> Any:  # noqa: ANN401 - what its type says
    return report.source.part(report, name)


def _come_from_source() -> None:
    """Let the fields that are not at hand be asked for, each under its own name."""
    found: dict[str, Callable[[KeptReport], Any]] = {
        name: partial(_of_head, at) for at, name in enumerate(HEAD)
    } | {name: partial(_of_body, name) for name in BODY}
    for name, ask in found.items():
        setattr(KeptReport, name, property(ask))


_come_from_source()


class _Held:
    """What goes with its report; what was asked for stays."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._parts: dict[str, object] = {}
        self._head: tuple[Any, ...] | None = None

    def content(self, _report: KeptReport) -> bytes:
        return self._content

    def head(self, report: KeptReport) -> tuple[Any, ...]:
        if self._head is None:
            self._head = unpacked_head(report.packed_head)
        return self._head

    def part(self, _report: KeptReport, name: str) -> object:
        if name not in self._parts:
            self._parts[name], _ = unpacked(self._content, name)
        return self._parts[name]


def packed(report: DepartmentReport) -> bytes:
    """Return all that the report says, but not which file says so; the same for equal reports."""
    if isinstance(report, KeptReport):
        return report.source.content(report)
    gist = pack((*(getattr(report, name) for name in _GIST), report.wording))
    parts = (gist, _packed_head(report), *(pack(getattr(report, name)) for name in BODY))
    return b"".join((_SIZES.pack(*map(len, parts)), *parts))


def _packed_head(report: DepartmentReport) -> bytes:
    if isinstance(report, KeptReport):
        return report.packed_head
    return pack(tuple(getattr(report, name) for name in HEAD))


def head_of(content: bytes) -> bytes:
    """Return the head of the report that was packed, itself packed; ValueError when none was."""
    return _cut(content, 1)


def unpacked_head(head: bytes) -> tuple[Any, ...]:
    """Return the fields of `HEAD` that were packed; ValueError when none were."""
    found: tuple[Any, ...] = unpack(_HEAD_KIND, head)
    return found


def unpacked(content: bytes, name: str) -> tuple[object, int]:
    """Return a field of the body that was packed, and its size; ValueError as above."""
    part = _cut(content, 2 + BODY.index(name))
    return unpack(_KINDS[name], part), len(part)


def held(submission: Submission, content: bytes) -> KeptReport:
    """Return the report that was packed, with all of it; ValueError when it holds none."""
    return kept(submission, content, "", _Held(content))


def kept(submission: Submission, content: bytes, key: str, source: Source) -> KeptReport:
    """Return the report that was packed, the rest of it with the source; ValueError as above."""
    gist = unpack(_GIST_KIND, _cut(content, 0))
    return _made(submission, gist, head_of(content), key=key, source=source)


def at(report: DepartmentReport, submission: Submission, key: str, source: Source) -> KeptReport:
    """Return the report with what it says no more at hand, but with the source.

    `submission` is the report's, and may be the one that others have.
    """
    gist = (*(getattr(report, name) for name in _GIST), report.wording)
    return _made(submission, gist, _packed_head(report), key=key, source=source)


def _made(
    submission: Submission, gist: Sequence[object], head: bytes, *, key: str, source: Source
) -> KeptReport:
    report = object.__new__(KeptReport)
    department, *values, wording = gist
    if isinstance(department, str):
        department = sys.intern(department)  # the roster has it too, and others will
    for put, value in zip(_PUT, (submission, department, *values), strict=True):
        put(report, value)
    object.__setattr__(report, "_wording", wording)
    object.__setattr__(report, "packed_head", head)
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
