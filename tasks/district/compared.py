"""What comparing paragraphs came to, kept for the next run.

What two paragraphs share follows from their two reports alone; which paragraphs are
compared follows from all reports. So for each report it is noted which pairs it was the
first of, each by what identifies the partner, and what they came to. In the next run only
the pairs are compared of which either report changed, or that were none before.
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
    shelf: Shelf,
    file: str,
    pairs: Sequence[tuple[str, int, int]],
    compare: Callable[[int], Alike | None],
) -> tuple[Alike, ...]:
    """Return which of the report's pairs are alike, in order.

    A pair is (the partner's file, own block, the partner's block); `compare` does the work
    for the one at a place, and is asked only for those whose outcome is not known.
    """
    identities = [shelf.identity(partner) for partner, _, _ in pairs]
    if shelf.identity(file) is None or None in identities:
        return tuple(one for one in map(compare, range(len(pairs))) if one is not None)
    names = [
        f"{identity} {own} {theirs}"
        for identity, (_, own, theirs) in zip(identities, pairs, strict=True)
    ]
    known = _recalled(shelf, file)
    if known.pairs == "\n".join(names):
        return known.alike
    told, alike = _told(known), []
    for place, name in enumerate(names):
        one = told[name] if name in told else compare(place)
        if one is not None:
            alike.append(replace(one, place=place))
    kept = _Compared(pairs="\n".join(names), alike=tuple(alike))
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
