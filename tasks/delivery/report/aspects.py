"""The sides of a narrative section: what its paragraphs are about, instead of who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

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
    said, none = group.parted(lambda traits: _side(traits, sides)), group.of(())
    sums: dict[str, list[Total]] = {side.title: [] for side in sides}
    for total in totals:
        scores = [sum(word in total.indicator for word in side.words) for side in sides]
        sums[sides[scores.index(max(scores))].title].append(total)
    return tuple((side.title, said.get(side.title, none), sums[side.title]) for side in sides)


def _side(traits: Traits, sides: Sequence[Topic]) -> str:
    """Return the title of the side; the last one's for none (-1).

    Other sections' sentences have sides of their own.
    """
    return sides[traits.side].title if traits.side < len(sides) else ""
