"""Whether two sentences say about the same: that is not told twice.

Alike is not the same: what one department says is never put into another's mouth for being
alike (`agreeing`).
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    shared = len(one & two)
    return (
        shared / min(len(one), len(two)) > _SAME
        and shared / (len(one) + len(two) - shared) > _OF_BOTH
    )
