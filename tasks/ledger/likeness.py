"""How alike two sentences are, whatever numbers stand in them."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(r"[\d０-９]+(?:[.．][\d０-９]+)?")


def similarity(one: str, other: str) -> float:
    """Return Dice's coefficient of the texts' character pairs, 0 to 1, numbers all alike."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = "".join(_NUMBER.sub("0", text).split())
    return Counter(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))
