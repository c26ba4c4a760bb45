"""Whether two sentences say about the same: that is not told twice.

Alike is not the same: what one department says is never put into another's mouth for being
alike (`agreeing`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Final

_SAME: Final = 0.5
"""Two sentences that share this part of their pairs of characters say the same."""

_OF_BOTH: Final = 0.35
"""They have to share this part of both sentences' pairs too: a short one is in many."""

_SIGNS: Final = re.compile(r"[\W\d]")


@lru_cache(maxsize=8_192)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, signs and digits left out."""
    letters = _SIGNS.sub("", text)
    return frozenset(map(add, letters, letters[1:]))


def same(first: str, second: str) -> bool:
    """Return whether two sentences say the same in nearly the same words."""
    one, two = pairs(first), pairs(second)
    if not one or not two:
        return first == second
    return _is_most(len(one & two), len(one), len(two))


def _is_most(shared: int, one: int, two: int) -> bool:
    return shared > 0 and (
        shared / min(one, two) > _SAME and shared / (one + two - shared) > _OF_BOTH
    )


class Told:
    """The sentences told so far, asked whether a further one says the same as any of them.

    One that is told a second time adds nothing.
    The pairs of characters lead from a sentence to those that share some: few of many.
    """

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._texts: dict[str, None] = {}
        self._sizes: list[int] = []
        self._holding: dict[str, list[int]] = {}

    def __len__(self) -> int:
        """Return how many different ones were told."""
        return len(self._texts)

    def add(self, text: str) -> None:
        """Take in a sentence that was told."""
        if text in self._texts:
            return
        found = pairs(text)
        for pair in found:
            self._holding.setdefault(pair, []).append(len(self._texts))
        self._texts[text] = None
        self._sizes.append(len(found))

    def go_back(self, count: int) -> None:
        """Forget all but the first so many."""
        while len(self._texts) > count:
            text, _ = self._texts.popitem()
            for pair in pairs(text):
                self._holding[pair].pop()
            self._sizes.pop()

    def says(self, text: str) -> bool:
        """Return whether one that was told says the same (`same`)."""
        found = pairs(text)
        if not found:
            return text in self._texts
        shared = Counter(chain.from_iterable(self._holding.get(pair, ()) for pair in found))
        size, sizes = len(found), self._sizes
        return any(_is_most(times, size, sizes[at]) for at, times in shared.items())
