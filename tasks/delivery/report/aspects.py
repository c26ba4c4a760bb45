"""The sides of a narrative section: what its paragraphs are about, instead of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.register import Traits
from tasks.delivery.report.rows import Rows
from tasks.district.district import Total
from tasks.profile.lexicon import Topic

Side = tuple[str, Rows, Sequence[Total]]


def aspects(title: str, group: Rows, totals: Sequence[Total], lexicon: Lexicon) -> tuple[Side, ...]:
    """Return the section's sides, each with its sentences and totals; one for other sections."""
    sides = lexicon.sides_of(title)
    if not sides:
        return ((title, group, totals),)
    said = {side.title: group.where(partial(_is_on, side.title, sides)) for side in sides}
    sums: dict[str, list[Total]] = {side.title: [] for side in sides}
    for total in totals:
        scores = [sum(word in total.indicator for word in side.words) for side in sides]
        sums[sides[scores.index(max(scores))].title].append(total)
    return tuple((side.title, said[side.title], sums[side.title]) for side in sides)


def _is_on(title: str, sides: Sequence[Topic], traits: Traits) -> bool:
    """Return whether such a sentence is on the side; on the last one if it is on none (-1).

    Other sections' sentences have sides of their own.
    """
    return traits.side < len(sides) and sides[traits.side].title == title
