"""How the figures of one sentence stand to each other: parts, changes, enumerations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.mentions import Mention
from tasks.department.figures.sentences import around, sentence_starts

_PART_MARK = re.compile(r"其中|包括|含(?!量)|（|\(|[：:]")
_CHANGE_WORD = re.compile(r"(?:增加|减少|净增|净减|增长|下降|多|少)了?$")
_CLOSERS = re.compile(r"[（(）)；;]")
_CLAUSE = re.compile(r"[，；。：:;\n（(]")
_SUBJECTS = re.compile(r"、|和|及(?!时)|与")
_REACH = 400
"""No list of parts is longer; the bound keeps the time linear in the text."""
_SEPARATE = re.compile(r"分别(?:为|是|达|达到|有|开展|举办|完成|增长|下降|办理)?")
_FROM = re.compile(
    r"(?:由|从)(?:每[年月周日天])?(?:原来的?|原有的?|上年度?的?|去年的?|原先的?|\d{4}年的?|[^，。；]{1,6}前的?)?(?:不足|不到|约|近)?\s?$"
)
_DOWNWARD = "减少|降低|下降|回落|下滑|压缩|压减|缩短|精简|缩减|下调|压降|减|降"
_UPWARD = "增加|提高|上升|跃升|上涨|攀升|提升|增长|扩大|扩充|扩展|拓展|上调|增|升"
_TO = re.compile(
    rf"(?P<down>(?:{_DOWNWARD})(?:至|到|为))|(?P<up>(?:{_UPWARD})(?:至|到|为))"
    r"|(?P<flat>变为|调整为|调整至|至|到)"
)
_ADDABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME})


def parts(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return for each mention that is a part the place of the mention it is a part of.

    A part follows 其中, 包括 or an opening bracket in the same sentence, has the whole's
    kind of quantity and is not larger. A bracket's parts end with it, 其中's with the
    sentence or at ；. Where one mark stands within another's reach, the nearer one counts.
    """
    found: dict[int, int] = {}
    starts = sentence_starts(text)
    begins = [mention.start for mention in mentions]
    for mark in reversed(list(_PART_MARK.finditer(text))):
        low, high = around(starts, mark.start(), len(text))
        bracket = mark[0] in "（(：:"
        high = min(high, mark.end() + _REACH)
        last = bisect_left(begins, mark.start()) - 1
        if last > 0 and _CHANGE_WORD.search(
            text[max(0, mentions[last].start - 6) : mentions[last].start]
        ):
            last -= 1
        whole = _whole(mentions, last, low, mark.start(), close_to=bracket)
        if whole is None:
            continue
        close = _closing(text, mark.end(), high, bracket=mark[0] in "（(")
        until = bisect_left(begins, close)
        for at in range(bisect_left(begins, mark.end()), until):
            if _fits(mentions[whole], mentions[at]):
                found.setdefault(at, whole)
    return found


def _closing(text: str, start: int, high: int, *, bracket: bool) -> int:
    """Return where the list of parts that begins at `start` ends, brackets within it apart."""
    depth = 0
    for match in _CLOSERS.finditer(text, start, high):
        if match[0] in "（(":
            depth += 1
        elif match[0] in "）)":
            if not depth:
                return match.start()
            depth -= 1
        elif not depth and not bracket:
            return match.start()
    return high


def _whole(
    mentions: Sequence[Mention], last: int, low: int, at: int, *, close_to: bool
) -> int | None:
    """Return the place of the mention that a mark at `at` divides, or None."""
    if last < 0 or mentions[last].start < low:
        return None
    far = at - mentions[last].end > (12 if close_to else 60)
    return None if far or mentions[last].unit.kind not in _ADDABLE else last


def _fits(whole: Mention, part: Mention) -> bool:
    same = part.unit.kind is whole.unit.kind
    return same and part.normalized <= (whole.upper or whole.normalized)


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


def enumerated(text: str, mentions: Sequence[Mention]) -> dict[int, str]:
    """Return the subjects of `A、B、C分别为1件、2件、3件`, by the mention's place."""
    found: dict[int, str] = {}
    begins = [mention.start for mention in mentions]
    starts = sentence_starts(text)
    for mark in _SEPARATE.finditer(text):
        low, high = around(starts, mark.start(), len(text))
        low, high = max(low, mark.start() - _REACH), min(high, mark.end() + _REACH)
        clause = _CLAUSE.split(text[low : mark.start()])[-1]
        subjects = [subject for subject in _SUBJECTS.split(clause) if subject]
        run = range(bisect_left(begins, mark.end()), bisect_left(begins, high))
        if len(subjects) < 2 or len(run) < len(subjects):  # noqa: PLR2004 - one is no list
            continue
        found.update(zip(run, subjects, strict=False))
    return found


def with_parents(figures: Sequence[Figure], parents: dict[int, int]) -> tuple[Figure, ...]:
    """Return the figures with the ids of their wholes filled in."""
    return tuple(
        replace(figure, parent=figures[parents[at]].id) if at in parents else figure
        for at, figure in enumerate(figures)
    )
