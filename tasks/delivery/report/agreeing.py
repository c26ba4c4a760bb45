"""Which departments say the same thing, so that it may be said of them together.

It is the reports' own sentences that are compared, here and by the verification (which
refuses what a source does not say), so that both always judge the same.

A statement is said of another department too only where each of its clauses stands in the
other's sentence, word for word but for words that state nothing. Nearly the same is not the
same: 在校园开设讲堂 and 在工地开设讲堂 are alike in nearly every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    clauses = (_MARKS.sub("", _EMPTY.sub("", one)) for one in _CLAUSES.split(bare(original)))
    return frozenset(clause for clause in clauses if clause)


def bears_out(said: str, statement: str) -> bool:
    """Return whether what is said holds each clause of the statement, both as reports have them."""
    return clauses_of(statement) <= clauses_of(said)


class Agreeing:
    """The sentences that bear out one of them, for a fixed list of sentences."""

    def __init__(self, originals: Sequence[str]) -> None:
        """Take the sentences; their places in the list are what `after` speaks of."""
        self._clauses = [clauses_of(original) for original in originals]
        self._holding: dict[str, list[int]] = {}
        for place, clauses in enumerate(self._clauses):
            for clause in clauses:
                self._holding.setdefault(clause, []).append(place)

    def after(self, place: int) -> Iterator[int]:
        """Yield the places behind this one whose sentences bear it out, in order."""
        own = self._clauses[place]
        rarest = min((self._holding[clause] for clause in own), key=len, default=[])
        yield from (at for at in rarest if at > place and own <= self._clauses[at])
