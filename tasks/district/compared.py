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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What the pair at this place shares: its part of the shorter paragraph, a quotation."""

    place: int
    share: float
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The pairs that were compared, one a line, and those of them that are alike."""

    pairs: str
    alike: tuple[Alike, ...]


_NOTHING: Final = _Compared(pairs="", alike=())


def compared(
    shelf: Shelf, file: str, names: Sequence[str], compare: Callable[[int], Alike | None]
) -> tuple[Alike, ...]:
    """Return which of the report's pairs are alike, in order.

    A pair's name says which of the report's blocks is in it, and which other block of what
    report; `compare` does the work for the pair at a place, and is asked only for those
    whose outcome is not known.
    """
    known, pairs = _recalled(shelf, file), "\n".join(names)
    if known.pairs == pairs:
        return known.alike
    told, alike = _told(known), []
    for place, name in enumerate(names):
        one = told[name] if name in told else compare(place)
        if one is not None:
            alike.append(replace(one, place=place))
    kept = _Compared(pairs=pairs, alike=tuple(alike))
    shelf.note(_SORT, file, pack(kept))
    return kept.alike


def _recalled(shelf: Shelf, file: str) -> _Compared:
    content = shelf.noted(_SORT, file)
    try:
        known = _NOTHING if content is None else unpack(_Compared, content)
    except ValueError:  # written by something else: compared anew
        return _NOTHING
    pairs = known.pairs.count("\n") + 1
    return known if all(0 <= one.place < pairs for one in known.alike) else _NOTHING


def _told(known: _Compared) -> dict[str, Alike | None]:
    """Return what each pair came to: None when the two are not alike."""
    names = known.pairs.split("\n")
    return dict.fromkeys(names) | {names[one.place]: one for one in known.alike}
