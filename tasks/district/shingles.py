"""Which texts say nearly the same: shingles and winnowed fingerprints, in linear time.

A text is reduced to its Chinese characters, so that other numbers, marks and spaces hide
nothing. Each run of `WIDTH` characters is a shingle; of every `WINDOW` shingles in a row the
one with the least hash is kept (winnowing: Schleimer, Wilkerson, Aiken, 2003), which finds
every common run of WIDTH + WINDOW - 1 characters and more.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 10
WINDOW: Final = 8  # a power of two
_PARTS: Final = 256
_OTHERS: Final = re.compile(r"[^一-龥]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingled:
    """A text and its Chinese characters, `han`."""

    text: str
    han: str

    def shingles(self) -> list[str]:
        """Return the shingles, in order."""
        han = self.han
        return [han[at : at + WIDTH] for at in range(len(han) - WIDTH + 1)]

    def prints(self) -> frozenset[int]:
        """Return the winnowed fingerprints, the same on every machine."""
        data = self.han.encode("utf-16-le")
        found = [
            zlib.crc32(data[2 * at : 2 * (at + WIDTH)]) for at in range(len(self.han) - WIDTH + 1)
        ]
        if len(found) <= WINDOW:
            return frozenset((min(found),)) if found else frozenset()
        step = 1
        while step < WINDOW:  # the least of 2, of 4, of 8 in a row
            found = list(map(min, found, found[step:]))
            step *= 2
        return frozenset(found)


def shingle(text: str) -> Shingled:
    """Return the text shingled."""
    return Shingled(text=text, han=_OTHERS.sub("", text))


def common_runs(one: Shingled, other: Shingled) -> Iterator[tuple[int, int]]:
    """Yield begin and end (in `one.han`) of each run of shingles that the other has too."""
    held = frozenset(other.shingles())
    begin = 0
    for run in bytes(map(held.__contains__, one.shingles())).split(b"\0"):
        if run:
            yield begin, begin + len(run) + WIDTH - 1
        begin += len(run) + 1


def excerpt(one: Shingled, begin: int, end: int) -> str:
    """Return the text between two places of `one.han`, with the marks that stand in it."""
    places = [at for at, mark in enumerate(one.text) if not _OTHERS.match(mark)]
    return one.text[places[begin] : places[end - 1] + 1]


def candidates(prints: Iterable[Sequence[int]], most: int) -> list[tuple[int, int]]:
    """Return pairs of texts (by place) with a fingerprint in common, each pair once, sorted.

    A fingerprint that more than `most` texts have is common wording and pairs nobody; the
    others chain their texts one to the next, so that the work grows with the text alone.
    A text's prints are all different; `prints` is gone through twice.
    """
    telling = _telling(prints, most)
    last: dict[int, int] = {}
    pairs: set[tuple[int, int]] = set()
    for place, found in enumerate(prints):
        for value in telling.intersection(found):
            if value in last:
                pairs.add((last[value], place))
            last[value] = place
    return sorted(pairs)


def _telling(prints: Iterable[Sequence[int]], most: int) -> set[int]:
    """Return the prints of two texts and more, but no more than `most`.

    Most are one text's own. Of millions, those that end alike are counted at a time: to
    count them takes twenty times the room that they have themselves.
    """
    parts = [array("I") for _ in range(_PARTS)]
    for found in prints:
        for value in found:
            parts[value % _PARTS].append(value)
    telling: set[int] = set()
    while parts:
        counted = Counter(parts.pop()).items()
        telling.update(value for value, count in counted if 1 < count <= most)
    return telling
