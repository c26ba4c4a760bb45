"""The sides of a narrative section: what its paragraphs are about, instead of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.sentence import Sentence
from tasks.district.district import Total

Side = tuple[str, Sequence[Sentence], Sequence[Total]]


def aspects(
    title: str, group: Sequence[Sentence], totals: Sequence[Total], lexicon: Lexicon
) -> tuple[Side, ...]:
    """Return the section's sides, each with its sentences and totals; one for other sections."""
    sides = lexicon.sides_of(title)
    if not sides:
        return ((title, group, totals),)
    said: dict[str, list[Sentence]] = {side.title: [] for side in sides}
    for sentence in group:
        said[sides[sentence.side].title].append(sentence)
    sums: dict[str, list[Total]] = {side.title: [] for side in sides}
    for total in totals:
        scores = [sum(word in total.indicator for word in side.words) for side in sides]
        sums[sides[scores.index(max(scores))].title].append(total)
    return tuple((side.title, said[side.title], sums[side.title]) for side in sides)
