"""Which sentences say the same in nearly the same words, found without comparing all with all.

Two sentences are alike by the pairs of neighbouring characters they share. Whoever shares
more than half of the smaller one's pairs shares one of its rarer half as well (the prefix
filter of set similarity joins: Chaudhuri, Ganti, Kaushik, 2006); so only sentences that
meet in a rare pair are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import Final

_SAME: Final = 0.5
"""Two sentences that share this part of their pairs of characters say the same."""

_OF_BOTH: Final = 0.35
"""They have to share this part of both sentences' pairs too: a short one is in many."""

_SIGNS: Final = re.compile(r"[\W\d]")
_SIGNS_IN_LINES: Final = re.compile(r"[^\w\n]|\d")


@lru_cache(maxsize=8_192)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, signs and digits left out."""
    letters = _SIGNS.sub("", text)
    return frozenset(map(add, letters, letters[1:]))


def pairs_of(texts: Iterable[str]) -> set[str]:
    """Return the pairs of all the texts together, none of which holds a line end."""
    letters = _SIGNS_IN_LINES.sub("", "\n".join(texts))
    return {pair for pair in set(map(add, letters, letters[1:])) if "\n" not in pair}


def same(first: str, second: str) -> bool:
    """Return whether two sentences say the same in nearly the same words."""
    one, two = pairs(first), pairs(second)
    if not one or not two:
        return first == second
    shared = len(one & two)
    return (
        shared / min(len(one), len(two)) > _SAME
        and shared / (len(one) + len(two) - shared) > _OF_BOTH
    )


class Alike:
    """The sentences that say the same as one of them, for a fixed list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts; their places in the list are what `after` speaks of."""
        self._texts = tuple(texts)
        self._pairs = [pairs(text) or frozenset((text,)) for text in self._texts]
        self._holding: dict[str, list[int]] = {}
        for place, found in enumerate(self._pairs):
            for pair in found:
                self._holding.setdefault(pair, []).append(place)
        common = sorted(self._holding, key=lambda pair: (len(self._holding[pair]), pair))
        ranks = {pair: rank for rank, pair in enumerate(common)}
        self._rare = [
            sorted(found, key=ranks.__getitem__)[: (len(found) + 1) // 2] for found in self._pairs
        ]
        self._marked: dict[str, list[int]] = {}
        for place, rare in enumerate(self._rare):
            for pair in rare:
                self._marked.setdefault(pair, []).append(place)

    def after(self, place: int) -> Iterator[int]:
        """Yield the places behind this one whose texts say the same, in order."""
        text, near = self._texts[place], set[int]()
        for pair in self._rare[place]:
            near.update(self._holding[pair])
        for pair in self._pairs[place]:
            near.update(self._marked.get(pair, ()))
        yield from (at for at in sorted(near) if at > place and same(text, self._texts[at]))
