"""The sides of a narrative section: what its paragraphs are about, instead of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.selection import topic_of
from tasks.delivery.report.sentences import Sentence
from tasks.district.district import Total

Side = tuple[str, Sequence[Sentence], Sequence[Total]]


def aspects(
    title: str, group: Sequence[Sentence], totals: Sequence[Total], lexicon: Lexicon
) -> tuple[Side, ...]:
    """Return the section's sides, each with its sentences and totals; one for other sections.

    The first side takes what no words speak for.
    """
    sides = next((sides for word, sides in lexicon.sides if word in title), None)
    if sides is None:
        return ((title, group, totals),)
    said: dict[str, list[Sentence]] = {side.title: [] for side in sides}
    for sentence in group:
        said[(topic_of(sentence, sides) or sides[0]).title].append(sentence)
    sums: dict[str, list[Total]] = {side.title: [] for side in sides}
    for total in totals:
        scores = [sum(word in total.indicator for word in side.words) for side in sides]
        sums[sides[scores.index(max(scores))].title].append(total)
    return tuple((side.title, said[side.title], sums[side.title]) for side in sides)
