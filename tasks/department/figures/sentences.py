"""Where sentences begin and end in a block's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[。！？!?\n][”’）)]?")


def sentence_starts(text: str) -> list[int]:
    """Return the offsets at which sentences begin, the first of them 0."""
    return [0, *(match.end() for match in _SENTENCE_END.finditer(text))]


def around(starts: Sequence[int], at: int, length: int) -> tuple[int, int]:
    """Return the bounds of the piece that holds offset `at`."""
    place = bisect_right(starts, at) - 1
    end = starts[place + 1] if place + 1 < len(starts) else length
    return starts[place], end
