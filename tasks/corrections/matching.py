"""Finding a corrected figure again: by its id, or by sentence and value after a re-submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.corrections.correction import Correction
from tasks.department.figures.figure import Figure
from tasks.ledger.likeness import similarity

ALIKE: Final = 0.6
"""Dice similarity of the sentences' character pairs from which they say the same thing.

A sentence with one clause reworded stays above 0.7; two sentences of one genre
(全年开展…次) on different matters stay below 0.5.
"""

CLEAR: Final = 0.1
"""How much the best candidate must be ahead of the next one."""

_OTHER_SECTION: Final = 0.1
"""What a candidate loses by standing in another section."""

Neighbours = Callable[[str, str], frozenset[str]]
"""By department and id: the figures that stood in the same report as that figure once did.

What stood beside it then is another figure, however alike it is.
"""


def alone(_department: str, _figure: str) -> frozenset[str]:
    """Know of no neighbours."""
    return frozenset()


class Found(StrEnum):
    """How a figure was found again."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    SETTLED = "settled"
    AMBIGUOUS = "ambiguous"
    CONTESTED = "contested"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a correction's figure is now; `figure` is None when it is gone or ambiguous."""

    found: Found
    figure: Figure | None = None


def find(
    correction: Correction, figures: Sequence[Figure], neighbours: Neighbours = alone
) -> Match:
    """Return where the correction's figure is among a report's figures, as reported.

    SAME: its own id with its own value. MOVED: one like sentence with its own value.
    SETTLED: the like sentence says the corrected value now. CHANGED: it says a third.
    """
    same = next((f for f in figures if f.id == correction.figure), None)
    if same is not None and _same_value(correction, same):
        return Match(found=Found.SAME, figure=same)
    others = neighbours(correction.department, correction.figure) - {correction.figure}
    alike = _alike(correction, (f for f in figures if f.id not in others))
    return _best([pair for pair in alike if _same_value(correction, pair[1])]) or _other(
        correction, alike
    )


def _same_value(correction: Correction, figure: Figure) -> bool:
    value = (figure.normalized_value, figure.normalized_unit)
    return value == (correction.said_value, correction.unit)


def _alike(correction: Correction, figures: Iterable[Figure]) -> list[tuple[float, Figure]]:
    """Return the figures in the same unit whose sentences are alike, the likest first."""
    scored = (
        (_likeness(correction, figure), figure)
        for figure in figures
        if figure.normalized_unit == correction.unit
    )
    return sorted(
        (pair for pair in scored if pair[0] >= ALIKE),
        key=lambda pair: (-pair[0], pair[1].block, pair[1].start),
    )


def _likeness(correction: Correction, figure: Figure) -> float:
    """Return how alike sentence and indicator are, 0 to 1, numbers left out."""
    sentence = similarity(correction.sentence, figure.sentence)
    indicator = similarity(correction.indicator, figure.indicator)
    elsewhere = 0.0 if figure.section == correction.section else _OTHER_SECTION
    return 0.7 * sentence + 0.3 * indicator - elsewhere


def _best(alike: Sequence[tuple[float, Figure]]) -> Match | None:
    """Return the one clearly likest with the same value, or that there are several."""
    if not alike:
        return None
    if len(alike) > 1 and alike[0][0] - alike[1][0] < CLEAR:
        return Match(found=Found.AMBIGUOUS)
    return Match(found=Found.MOVED, figure=alike[0][1])


def _other(correction: Correction, alike: Sequence[tuple[float, Figure]]) -> Match:
    """Return what became of a figure whose value is nowhere any more."""
    if not alike:
        return Match(found=Found.GONE)
    settled = next((f for _, f in alike if f.normalized_value == correction.new_value), None)
    if settled is not None:
        return Match(found=Found.SETTLED, figure=settled)
    return Match(found=Found.CHANGED, figure=alike[0][1])
