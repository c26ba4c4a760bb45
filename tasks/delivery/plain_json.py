"""JSON for machines that a person can look through: an entry a line.

Python's own indented JSON takes ten times as long, which tells with a thousand reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

_AT_ONCE: Final = 256  # values


@dataclass(frozen=True, slots=True)
class Members:
    """An object whose members are made while it is written."""

    pairs: Iterable[tuple[str, object]]


def json_lines(value: Mapping[str, object]) -> bytes:
    """Return the object as UTF-8: a line for each entry of its lists and objects, in order.

    Text that UTF-8 cannot hold (a lone surrogate) becomes `?`.
    """
    return b"".join(json_pieces(value))


def json_pieces(value: Mapping[str, object]) -> Iterator[bytes]:
    """Yield what `json_lines` returns, entry by entry; an iterator is written as a list.

    So is one in an entry that is an object, value by value.
    """
    between = "{\n"
    for key, held in value.items():
        yield _utf8(f"{between} {_compact(key)}: ")
        if isinstance(held, dict | Members):
            pairs = held.pairs if isinstance(held, Members) else held.items()
            entries = (f"{_compact(inner)}: {_compact(one)}" for inner, one in pairs)
            yield from _lines("{", map(_whole, entries), "}")
        elif isinstance(held, list | Iterator):
            yield from _lines("[", map(_parts, held), "]")
        else:
            yield _utf8(_compact(held))
        between = ",\n"
    yield b"\n}\n" if value else b"{\n\n}\n"


def _lines(opening: str, entries: Iterable[Iterable[str]], closing: str) -> Iterator[bytes]:
    before, after = f"{opening}\n  ", f"{opening}{closing}"
    for entry in entries:
        for part in entry:
            yield _utf8(before + part)
            before = ""
        before, after = ",\n  ", f"\n {closing}"
    yield _utf8(after)


def _whole(entry: str) -> tuple[str]:
    return (entry,)


def _parts(entry: object) -> Iterable[str]:
    """Return an entry in parts: it may be as large as all others together."""
    if isinstance(entry, dict) and any(isinstance(held, Iterator) for held in entry.values()):
        return _members(entry)
    return _whole(_compact(entry))


def _members(entry: Mapping[str, object]) -> Iterator[str]:
    before = "{"
    for key, held in entry.items():
        said = f"{before}{_compact(key)}: "
        if isinstance(held, Iterator):
            yield f"{said}["
            yield from _values(held)
            yield "]"
        else:
            yield said + _compact(held)
        before = ", "
    yield "}"


def _values(held: Iterator[object]) -> Iterator[str]:
    before = ""
    while some := list(islice(held, _AT_ONCE)):
        yield before + _compact(some)[1:-1]  # without the list's brackets
        before = ", "


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
