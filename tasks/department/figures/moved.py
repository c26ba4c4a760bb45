"""由A减至B: which mention is the value before, which the value reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from tasks.department.figures.figure import Change, Role
from tasks.department.figures.mentions import Mention

_FROM: Final = re.compile(
    r"(?:由|从)(?:每[年月周日天])?(?:原来的?|原有的?|上年度?的?|去年的?|原先的?|\d{4}年的?|[^，。；]{1,6}前的?)?(?:不足|不到|约|近)?\s?$"
)
_DOWNWARD = "减少|降低|下降|回落|下滑|压缩|压减|缩短|精简|缩减|下调|压降|减|降"
_UPWARD = "增加|提高|上升|跃升|上涨|攀升|提升|增长|扩大|扩充|扩展|拓展|上调|增|升"
_TO: Final = re.compile(
    rf"(?P<down>(?:{_DOWNWARD})(?:至|到|为))|(?P<up>(?:{_UPWARD})(?:至|到|为))"
    r"|(?P<flat>变为|调整为|调整至|实现|至|到)"
)


def previous_and_reached(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[Role, Change]]:
    """Return role and change of the two figures of each 由A减至B: A previous, B reached."""
    found: dict[int, tuple[Role, Change]] = {}
    for at, (first, second) in enumerate(pairwise(mentions)):
        if not _FROM.search(text[max(0, first.start - 10) : first.start]):
            continue
        between = text[first.end : second.start]
        match = _TO.search(between)
        if match is None or len(between) > 12 or "。" in between:  # noqa: PLR2004 - one phrase
            continue
        found[at] = (Role.PREVIOUS, Change.NONE)
        found[at + 1] = (Role.ACTUAL, _direction(match, first, second))
    return found


def _direction(match: re.Match[str], first: Mention, second: Mention) -> Change:
    if match["down"]:
        return Change.DECREASE
    if match["up"]:
        return Change.INCREASE
    if first.normalized == second.normalized:
        return Change.NONE
    return Change.INCREASE if second.normalized > first.normalized else Change.DECREASE
