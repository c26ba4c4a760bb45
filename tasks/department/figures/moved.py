"""由A减至B: which mention is the value before, which the value reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.department.figures.figure import Change, Role
from tasks.department.figures.mentions import Mention

_FROM: Final = re.compile(r"(?:由|从)(?:20\d\d年)?[^，。；：、\d“”《》（）]{0,8}\s?$")
_DOWNWARD = "减少|降低|下降|回落|下滑|压缩|压减|缩短|精简|缩减|下调|压降|减|降|缩"
_UPWARD = "增加|提高|上升|跃升|上涨|攀升|提升|增长|扩大|扩充|扩展|拓展|上调|增|升"
_OTHERWISE = "调整|变更?|整合|合并|归并|优化|简化|改|转变?"
_TO: Final = re.compile(
    rf"[^，。；：、\d]{{0,8}}?(?:(?P<down>{_DOWNWARD})|(?P<up>{_UPWARD})|(?:{_OTHERWISE}))?"
    r"(?P<to>至|到了?|达到?|实现|为|成)(?:(?:目前|现在|今年|当前|承诺|法定)的?|20\d\d年(?:度)?的?|约|近|平均|\s)*"
)
"""From the value before to the value reached; 为 and 成 only behind a verb of change."""
_BARE: Final = frozenset({"为", "成", "达", "达到"})
_JOINED: Final = re.compile(r"[、，和及与]\s?")
_REACH = 14
_LONGEST_GAP = 16
_MOST = 8
"""No list of values is longer; the bound keeps the time linear in the text."""


def previous_and_reached(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[Role, Change]]:
    """Return role and change of the figures of each 由A减至B: A previous, B reached.

    Several may be listed on both sides: 分别由3天、5天缩短至1天、2天.
    """
    found: dict[int, tuple[Role, Change]] = {}
    for at, first in enumerate(mentions[:-1]):
        if not _FROM.search(text, max(0, first.start - _REACH), first.start):
            continue
        size = _listed(text, mentions, at)
        match = _to(text, mentions, at + size)
        if match is None or _listed(text, mentions, at + size) < size:
            continue
        for one, other in zip(range(at, at + size), range(at + size, at + 2 * size), strict=True):
            found[one] = (Role.PREVIOUS, Change.NONE)
            found[other] = (Role.ACTUAL, _direction(match, mentions[one], mentions[other]))
    return found


def _listed(text: str, mentions: Sequence[Mention], first: int) -> int:
    """Return how many mentions from `first` on only 、 or 和 part."""
    end = first + 1
    while (
        end < min(len(mentions), first + _MOST)
        and _JOINED.fullmatch(text, mentions[end - 1].end, mentions[end].start) is not None
    ):
        end += 1
    return end - first


def _to(text: str, mentions: Sequence[Mention], at: int) -> re.Match[str] | None:
    """Return what leads from the mention before `at` to this one, when it says a change."""
    if at >= len(mentions) or mentions[at].start - mentions[at - 1].end > _LONGEST_GAP:
        return None
    match = _TO.fullmatch(text, mentions[at - 1].end, mentions[at].start)
    if match is None:
        return None
    bare = match["to"] in _BARE and not re.search(
        rf"(?:{_DOWNWARD}|{_UPWARD}|{_OTHERWISE}){match['to']}", match[0]
    )
    return None if bare else match


def _direction(match: re.Match[str], first: Mention, second: Mention) -> Change:
    if match["down"]:
        return Change.DECREASE
    if match["up"]:
        return Change.INCREASE
    if first.normalized == second.normalized:
        return Change.NONE
    return Change.INCREASE if second.normalized > first.normalized else Change.DECREASE
