"""Which departments say the same thing, so that it may be said of them together.

It is the reports' own sentences that are compared, here and by the verification (which
refuses what a source does not say), so that both always judge the same.

A statement is said of another department too only where each of its clauses stands in the
other's sentence, word for word but for words that state nothing. Nearly the same is not the
same: 在校园开设讲堂 and 在工地开设讲堂 are alike in nearly every character.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from tasks.delivery.report.sentences import bare

# What states nothing of its own and may differ; with the reason. 全面, 及时, 全部 state something.
EMPTY_WORDS: Final = (
    (r"扎实|切实|着力|大力|用心|精心", "say how earnestly, which nobody can check"),
    (r"深入|不断|持续|进一步|继续", "say that it goes on"),
    (r"积极|认真", "say with what mind"),
    (r"(?:我|本)(?:分局|局|委|办|中心|镇|乡|街道|单位|部门)", "each department's word for itself"),
)
_EMPTY: Final = re.compile("|".join(pattern for pattern, _ in EMPTY_WORDS))
_CLAUSES: Final = re.compile(r"[，；。：！？,;:!?]")
_MARKS: Final = re.compile(r"[\s“”‘’、（）()《》]")


def clauses_of(original: str) -> frozenset[str]:
    """Return a sentence's clauses without numbering, marks and words that state nothing."""
    said = _MARKS.sub("", _EMPTY.sub("", bare(original)))
    return frozenset(clause for clause in _CLAUSES.split(said) if clause)


def digests_of_clauses(original: str) -> list[int]:
    """Return a digest of each of a sentence's clauses, sorted.

    64 bits: among a million clauses two are confused once in tens of millions of runs.
    """
    return sorted(map(_digest, clauses_of(original)))


def _digest(clause: str) -> int:
    return int.from_bytes(blake2b(clause.encode("utf-8", "replace"), digest_size=8).digest())


def bears_out(said: str, statement: str) -> bool:
    """Return whether what is said holds each clause of the statement, both as reports have them."""
    return clauses_of(statement) <= clauses_of(said)


class Agreeing:
    """The sentences that bear out one of them, for a fixed list of sentences."""

    def __init__(self, sentences: Sequence[Sequence[int]]) -> None:
        """Take the digests of each sentence's clauses; one without any agrees with nobody."""
        self._sentences = sentences
        # Most clauses are one sentence's alone, and need no list of those that have them.
        self._holding: dict[int, array[int]] = {}
        first: dict[int, int] = {}
        for place, clauses in enumerate(sentences):
            for clause in clauses:
                before = first.setdefault(clause, place)
                if before == place:
                    continue
                if clause not in self._holding:
                    self._holding[clause] = array("I", (before,))
                self._holding[clause].append(place)

    def after(self, place: int) -> Sequence[int]:
        """Return the places behind this one whose sentences bear it out, in order."""
        clauses = self._sentences[place]
        holding = [self._holding[clause] for clause in clauses if clause in self._holding]
        if not clauses or len(holding) < len(clauses):
            return ()
        rarest, *others = sorted(holding, key=len)
        behind: Sequence[int] = rarest[bisect_right(rarest, place) :]
        for other in others:
            behind = [at for at in behind if _has(other, at)]
        return behind


def _has(places: Sequence[int], place: int) -> bool:
    """Return whether the place is one of these, which are in order."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place
