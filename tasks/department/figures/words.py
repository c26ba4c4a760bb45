"""Many plain words, to be looked for at a place of a text, the longest first.

One pattern of some hundred words says the same, but takes each process 10 ms to compile.
"""

from __future__ import annotations

from collections.abc import Iterable

Lengths = dict[str, tuple[int, ...]]


def lengths_of(words: Iterable[str]) -> Lengths:
    """Return how long the words are that begin with each character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
