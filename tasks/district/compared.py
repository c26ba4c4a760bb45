"""What comparing paragraphs came to, kept for the next run.

What two paragraphs share follows from their two reports alone; which paragraphs are
compared follows from all reports. So for each report it is noted which pairs it was the
first of, each named by what identifies the partner, and what they came to. In the next run
only the pairs are compared of which either report changed, or that were none before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tasks.ledger.codec import pack, unpack
from tasks.ledger.shelf import Shelf

_SORT: Final = "compared"
_END: Final = b"\0"  # of the pairs; most reports have none that are alike, and nothing follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What the pair at this place shares: its part of the shorter paragraph, a quotation."""

    place: int
    share: float
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    alike: tuple[Alike, ...]


def compared(
    shelf: Shelf, file: str, names: Sequence[str], compare: Callable[[int], Alike | None]
) -> tuple[Alike, ...]:
    """Return which of the report's pairs are alike, in order.

    A pair's name says which of the report's blocks is in it, and which other block of what
    report; `compare` does the work for the pair at a place, and is asked only for those
    whose outcome is not known.
    """
    pairs = "\n".join(names)
    before, known = _recalled(shelf, file)
    if before == pairs:
        return known
    told, alike = _told(before, known), []
    for place, name in enumerate(names):
        one = told[name] if name in told else compare(place)
        if one is not None:
            alike.append(replace(one, place=place))
    found = tuple(alike)
    outcome = pack(_Outcome(alike=found)) if found else b""
    shelf.note(_SORT, file, pairs.encode("ascii") + _END + outcome)
    return found


def _recalled(shelf: Shelf, file: str) -> tuple[str, tuple[Alike, ...]]:
    """Return the pairs as they were noted, a line each, and which of them were alike."""
    pairs, _, outcome = (shelf.noted(_SORT, file) or b"").partition(_END)
    try:
        before = pairs.decode("ascii")
        known = unpack(_Outcome, outcome).alike if outcome else ()
    except ValueError:  # written by something else: compared anew
        return "", ()
    count = before.count("\n") + 1
    return (before, known) if all(0 <= one.place < count for one in known) else ("", ())


def _told(before: str, known: Sequence[Alike]) -> dict[str, Alike | None]:
    """Return what each pair came to: None when the two are not alike."""
    names = before.split("\n")
    return dict.fromkeys(names) | {names[one.place]: one for one in known}
