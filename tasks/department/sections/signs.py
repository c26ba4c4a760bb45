"""Words that speak for a section or against it, in a heading or in the text under it.

The words are the outline's (`signs` in `profile/outline.toml`), so that a district may mend them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from tasks.profile.model import OutlineSection, Sign, SignPlace

_STOP = re.compile(r"[。；！？;!?\n]")
_GAP = "…"
_NEAR = r"[^。；！？;!?\n]{0,14}?"
"""What `…` in a word stands for: a few characters, not beyond the sentence."""
_KEYWORD_WEIGHT = 0.6
"""How strongly a key word in the text speaks in an outline that has no signs for texts."""
_PLAN, _OPENING = 1.0, 12


def pattern_of(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, the longest first."""
    said = sorted((word.strip(_GAP) for word in words), key=lambda word: (-len(word), word))
    return "|".join(_NEAR.join(map(re.escape, word.split(_GAP))) for word in said if word)


class HeadingSigns:
    """The signs of one section that are looked for in headings."""

    def __init__(self, section: OutlineSection) -> None:
        """Make the patterns, once for all headings."""
        self._signs = [
            (re.compile(pattern_of(sign.words)), sign.weight)
            for sign in section.signs
            if sign.place is SignPlace.HEADING
        ]

    def weigh(self, heading: str) -> tuple[float, list[str]]:
        """Return the sum of the weights of the signs found, and the words that speak for it."""
        found = [(sign.search(heading), weight) for sign, weight in self._signs]
        hits = [(match[0], weight) for match, weight in found if match]
        return sum(weight for _, weight in hits), [word for word, weight in hits if weight > 0]


class TextSigns:
    """The signs of one section that are looked for in texts."""

    def __init__(self, section: OutlineSection) -> None:
        """Order the signs: those against the section first, then the strongest."""
        signs = [sign for sign in section.signs if sign.place is SignPlace.TEXT]
        if not section.signs and section.keywords:
            words = section.keywords
            signs = [Sign(place=SignPlace.TEXT, words=words, weight=_KEYWORD_WEIGHT)]
        signs.sort(key=lambda sign: (sign.weight > 0, -sign.weight))
        self._weights = [sign.weight for sign in signs]
        self._plans = section.plans
        self._signs = signs

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """One pattern of all signs, made when a text is first looked at: most never are."""
        parts = (f"(?P<s{n}>{pattern_of(sign.words)})" for n, sign in enumerate(self._signs))
        return re.compile("|".join(parts)) if self._signs else None

    def share(self, text: str, ends: Sequence[int], next_year: str) -> float:
        """Return which share of the sentences that end at `ends` speaks for the section, 0..1.

        `next_year` (2024年) at the beginning of a sentence speaks for plans.
        """
        best = [0.0] * len(ends)
        worst = [0.0] * len(ends)
        for match in self._pattern.finditer(text) if self._pattern else ():
            at = min(bisect_right(ends, match.start()), len(ends) - 1)
            weight = self._weights[int((match.lastgroup or "s0")[1:])]
            best[at], worst[at] = max(best[at], weight), min(worst[at], weight)
        if self._plans and next_year:
            for at, start in enumerate([0, *ends[:-1]]):
                if next_year in text[start : start + _OPENING]:
                    best[at] = _PLAN
        said = sum(max(high + low, 0.0) for high, low in zip(best, worst, strict=True))
        return said / len(ends) if ends else 0.0


def sentence_ends(text: str) -> list[int]:
    """Return where each sentence of the text ends, empty ones left out."""
    ends, start = [], 0
    for stop in _STOP.finditer(text):
        if text[start : stop.start()].strip():
            ends.append(stop.end())
        start = stop.end()
    if text[start:].strip():
        ends.append(len(text))
    return ends
