"""How a district total is said in a sentence (GB/T 15835: Arabic numerals, 万元 where exact)."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain
from typing import Final

from tasks.delivery.labels import plain
from tasks.delivery.report.desk import Desk
from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.made import Made
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.sources import reference
from tasks.district.district import Contribution, Total
from tasks.profile.lexicon import GAP

# Each row: money at least this large is said in this unit, when two decimals hold it exactly.
_MONEY_STEPS: Final = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))

_COUNT_WORD: Final = re.compile(
    r"(?:案件|[件次家份人户处项起个宗场条]|人次|场次|家次|件次|批次)?数$|(?:场次|人次|家次|户次|批次)$"
)
"""The end of an indicator's name that only says how it is counted."""

_LEAD_TOTALS: Final = 5
_PART: Final = 4
"""A total is said when at least this part of the departments reports it."""


def amount(total: Total) -> str:
    """Return the total as said, with unit, and 约 when a part of it is only rough."""
    about = "约" if total.approximate else ""
    value, unit = total.value, total.unit
    if unit == "元":
        value, unit = _money(value)
    return f"{about}{plain(value)}{unit}"


def _money(value: Decimal) -> tuple[Decimal, str]:
    for step, unit in _MONEY_STEPS:
        scaled = value / step
        if abs(value) >= step and scaled == scaled.quantize(Decimal("0.01")):
            return scaled, unit
    return value, "元"


def statement(total: Total, lexicon: Lexicon) -> str:
    """Return the total as a clause: 开展普法宣传活动412场次."""
    name = _COUNT_WORD.sub(
        lambda m: "案件" if m.group().startswith("案件") else "", total.indicator
    )
    name = name or total.indicator
    for short in lexicon.shorts:
        name = name.replace(short.name, short.said)
    for whole, pattern, said in lexicon.sayings:
        if whole and whole == total.indicator:
            return said.replace(GAP, amount(total))
        if not whole and pattern.search(f"{name} {total.unit}"):
            return f"{said}{name}{amount(total)}"
    return f"{name}{amount(total)}"


def at_home(desk: Desk, section: int) -> tuple[Total, ...]:
    """Return the totals of a section (1-based): most figures stand there, or it lists them."""
    title = desk.district.sections[section - 1]
    listed = {
        name for group in desk.lexicon.groups if group.section in title for name in group.indicators
    }
    return tuple(
        total
        for total in desk.district.totals
        if desk.homes.get(total.indicator) == section or total.indicator in listed
    )


def spoken(totals: Sequence[Total], speakers: int, lexicon: Lexicon) -> tuple[Total, ...]:
    """Return the totals worth a sentence: of many departments, of one thing, no fault.

    What a few of `speakers` departments report is no total of the district. The lines of a
    form come first, in its order and all of them, but for those that nobody had any of.
    """
    found = {total.indicator: total for total in totals}
    lines = tuple(
        found.pop(name)
        for group in lexicon.groups
        for name in group.indicators
        if name in found and found[name].value
    )
    least = max(2, -(-speakers // _PART))
    fit = [
        total
        for total in found.values()
        if total.departments >= least
        and not lexicon.faulty(total.indicator)
        and not any(word in total.indicator for word in lexicon.unsaid)
    ]
    fit.sort(key=lambda total: -total.departments)
    return (*lines, *fit[: max(0, _LEAD_TOTALS - len(lines))])


def topic_of_total(total: Total, lexicon: Lexicon) -> str:
    """Return the title of the theme whose words the indicator's name holds most of."""
    scores = [sum(word in total.indicator for word in topic.words) for topic in lexicon.themes]
    best = max(scores, default=0)
    return lexicon.themes[scores.index(best)].title if best else lexicon.rest.title


def lead(totals: tuple[Total, ...], desk: Desk) -> tuple[Passage, ...]:
    """Return one sentence that says the totals, with every figure that goes into them."""
    parts = _Parts([total.contributions for total in totals])
    first: dict[str, int] = {}
    for number in range(len(parts)):
        first.setdefault(parts.block(number), number)
    blocks = array("I", (number for block, number in first.items() if desk.sources.has(block)))
    if not blocks:
        return ()
    departments = len({part.department for part in parts})
    text = desk.wording.say(
        "totals",
        departments=departments,
        most=2 * departments >= len(desk.district.reports),
        clauses=[statement(total, desk.lexicon) for total in totals],
    )
    sources, figures = Made(blocks, parts.block), Made(range(len(parts)), parts.figure)
    return (Passage(text=text, sources=sources, figures=figures),)


class _Parts:
    """The contributions to several totals, one total's behind the other's."""

    def __init__(self, totals: Sequence[Sequence[Contribution]]) -> None:
        self._totals = totals
        self._ends = tuple(accumulate(map(len, totals)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Contribution]:
        return chain.from_iterable(self._totals)

    def __getitem__(self, at: int) -> Contribution:
        total = bisect_right(self._ends, at)
        return self._totals[total][at - self._ends[total]]

    def block(self, number: int) -> str:
        part = self[number]
        return reference(part.department, part.block)

    def figure(self, number: int) -> str:
        part = self[number]
        return reference(part.department, part.figure)
