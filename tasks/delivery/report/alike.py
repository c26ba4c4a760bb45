"""Which sentences say the same in nearly the same words, found without comparing all with all.

Two sentences are alike by the pairs of neighbouring characters they share. Whoever shares
more than half of the smaller one's pairs shares one of its rarer half as well (the prefix
filter of set similarity joins: Chaudhuri, Ganti, Kaushik, 2006); so only sentences that
meet in a rare pair are compared.
"""

from __future__ import annotations

import re
from collections import Counter
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


@lru_cache(maxsize=65_536)
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
        self._holding: dict[str, list[int]] = {}
        self._marked: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for pair in pairs(text) or (text,):
                self._holding.setdefault(pair, []).append(place)
        self._spread = Counter({pair: len(found) for pair, found in self._holding.items()})
        for place in range(len(self._texts)):
            for pair in self._rare(place):
                self._marked.setdefault(pair, []).append(place)

    def after(self, place: int) -> Iterator[int]:
        """Yield the places behind this one whose texts say the same, in order."""
        text = self._texts[place]
        near = {at for pair in self._rare(place) for at in self._holding[pair] if at > place}
        near |= {
            at for pair in pairs(text) or (text,) for at in self._marked.get(pair, ()) if at > place
        }
        yield from (at for at in sorted(near) if same(text, self._texts[at]))

    def _rare(self, place: int) -> Sequence[str]:
        """Return the rarer half of a text's pairs; a text without pairs is its own."""
        text = self._texts[place]
        found = sorted(pairs(text), key=lambda pair: (self._spread[pair], pair))
        return found[: (len(found) + 1) // 2] or (text,)
