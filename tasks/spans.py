"""Columns of numbers that take no more room than their numbers need."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

_STEP: Final = 16
_CODES: Final = "BHIQ"  # unsigned, one narrower than the next


class Spans:
    """Where pieces lie that stand one behind the other.

    Of each piece its length is held, and of one in `_STEP` its begin: of a million short ones
    a megabyte and a half, where their ends would take eight. `end` is where the last one ends.
    """

    def __init__(self) -> None:
        """Begin with no piece."""
        self._lengths, self._begins = array("B"), array("Q")
        self.end = 0

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._lengths)

    def append(self, length: int) -> None:
        """Take in the next piece."""
        if not len(self._lengths) % _STEP:
            self._begins.append(self.end)
        self._lengths = widened(self._lengths, length)
        self._lengths.append(length)
        self.end += length

    def extend(self, lengths: Iterable[int]) -> None:
        """Take in the next pieces."""
        for length in lengths:
            self.append(length)

    def __getitem__(self, at: int) -> slice:
        """Return where the piece of this number (from 0) begins and ends."""
        begin = self._begins[at // _STEP] + sum(self._lengths[at - at % _STEP : at])
        return slice(begin, begin + self._lengths[at])


def widened(numbers: array[int], most: int) -> array[int]:
    """Return the column of unsigned numbers, or a copy of it in which `most` has room too."""
    if not most >> 8 * numbers.itemsize:
        return numbers
    wider = (array(code) for code in _CODES)
    return array(next(a.typecode for a in wider if not most >> 8 * a.itemsize), numbers)
