"""Which texts say nearly the same: shingles and winnowed fingerprints, in linear time.

A text is reduced to its Chinese characters, so that other numbers, marks and spaces hide
nothing. Each run of `WIDTH` characters is a shingle; of every `WINDOW` shingles in a row the
one with the least hash is kept (winnowing: Schleimer, Wilkerson, Aiken, 2003), which finds
every common run of WIDTH + WINDOW - 1 characters and more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

WIDTH: Final = 10
WINDOW: Final = 8
_FIRST_HAN, _LAST_HAN = "一", "龥"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingled:
    """A text as its Chinese characters: `han`, where each stands in the text, and its hashes."""

    text: str
    han: str
    places: tuple[int, ...]
    hashes: tuple[int, ...]

    def prints(self) -> frozenset[int]:
        """Return the winnowed fingerprints."""
        found = self.hashes
        if len(found) <= WINDOW:
            return frozenset((min(found),)) if found else frozenset()
        return frozenset(min(found[at : at + WINDOW]) for at in range(len(found) - WINDOW + 1))


def shingle(text: str) -> Shingled:
    """Return the text shingled; the hashes are the same on every machine."""
    places = tuple(at for at, mark in enumerate(text) if _FIRST_HAN <= mark <= _LAST_HAN)
    han = "".join(text[at] for at in places)
    data = han.encode("utf-16-le")
    hashes = tuple(
        zlib.crc32(data[2 * at : 2 * (at + WIDTH)]) for at in range(max(0, len(han) - WIDTH + 1))
    )
    return Shingled(text=text, han=han, places=places, hashes=hashes)


def common_runs(one: Shingled, other: Shingled) -> Iterator[tuple[int, int]]:
    """Yield begin and end (in `one.han`) of each run of shingles that the other has too."""
    held = frozenset(other.hashes)
    begin: int | None = None
    for at, value in enumerate(one.hashes):
        if value in held and begin is None:
            begin = at
        elif value not in held and begin is not None:
            yield begin, at + WIDTH - 1
            begin = None
    if begin is not None:
        yield begin, len(one.han)


def excerpt(one: Shingled, begin: int, end: int) -> str:
    """Return the text between two places of `one.han`, with the marks that stand in it."""
    return one.text[one.places[begin] : one.places[end - 1] + 1]


def candidates(prints: Iterable[Iterable[int]], most: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts (by place) with a fingerprint in common, each pair once.

    A fingerprint that more than `most` texts have is common wording and pairs nobody; the
    others chain their texts one to the next, so that the work grows with the text alone.
    """
    buckets: dict[int, list[int]] = {}
    for place, found in enumerate(prints):
        for value in found:
            buckets.setdefault(value, []).append(place)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        if 1 < len(members) <= most:
            seen.update(pairwise(members))
    yield from sorted(seen)
