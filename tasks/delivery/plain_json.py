"""JSON for machines that a person can look through: an entry a line.

Python's own indented JSON takes ten times as long, which tells with a thousand reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

_AT_ONCE: Final = 200  # members of a list


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

    That holds for the members of an entry too: a long list there is never held whole.
    """
    between = "{\n"
    for key, held in value.items():
        yield _utf8(f"{between} {_compact(key)}: ")
        if isinstance(held, dict | Members):
            pairs = held.pairs if isinstance(held, Members) else held.items()
            entries = ((f"{_compact(inner)}: {_compact(one)}",) for inner, one in pairs)
            yield from _lines("{", entries, "}")
        elif isinstance(held, list | Iterator):
            yield from _lines("[", map(_entry, held), "]")
        else:
            yield _utf8(_compact(held))
        between = ",\n"
    yield b"\n}\n" if value else b"{\n\n}\n"


def _lines(opening: str, entries: Iterable[Iterable[str]], closing: str) -> Iterator[bytes]:
    before, after = f"{opening}\n  ", f"{opening}{closing}"
    for entry in entries:
        yield _utf8(before)
        yield from map(_utf8, entry)
        before, after = ",\n  ", f"\n {closing}"
    yield _utf8(after)


def _entry(value: object) -> Iterable[str]:
    """Return the entry's text, in pieces when a member of it is made while it is written."""
    if isinstance(value, dict) and any(isinstance(held, Iterator) for held in value.values()):
        return _members(value)
    return (_compact(value),)


def _members(value: Mapping[str, object]) -> Iterator[str]:
    between = "{"
    for key, held in value.items():
        yield f"{between}{_compact(key)}: "
        if isinstance(held, Iterator):
            yield "["
            yield from _joined(held)
            yield "]"
        else:
            yield _compact(held)
        between = ", "
    yield "}"


def _joined(held: Iterator[object]) -> Iterator[str]:
    between = ""
    while some := list(islice(held, _AT_ONCE)):
        yield f"{between}{_compact(some)[1:-1]}"
        between = ", "


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


_compact: Final = json.JSONEncoder(ensure_ascii=False).encode
