"""Which mentions of a sentence are parts of another one: 其中, 包括, brackets, a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tasks.department.figures.figure import Figure, Kind, Role
from tasks.department.figures.mentions import Mention
from tasks.department.figures.sentences import around, sentence_starts
from tasks.department.figures.unit_families import FAMILY

_PART_MARK: Final = re.compile(r"其中|(?<=[，；])当中|包括|含(?!量)|（|\(|[：:]")
_BRACKETS: Final = "（("
_COMPARED: Final = re.compile(
    r"[（(](?:较|比|同比|环比|上年|去年|上一年|往年|目标|要求|标准|考核|任务|计划|20\d\d年)"
)
"""A bracket that sets another year or a goal beside the number, and divides nothing."""
_CHANGE_WORD: Final = re.compile(r"(?:增加|减少|净增|净减|增长|下降|多|少)了?$")
_CLOSERS: Final = re.compile(r"[（(）)；;]")
_GOES_ON: Final = re.compile(r"[^，。；（）\d]{1,16}[\d,.]+[^，。；\d]{1,6}[，（]占")
"""Behind ；, a part and its share: 其中甲类30件，占60%；乙类20件，占40%."""
_REACH = 400
"""No list of parts is longer; the bound keeps the time linear in the text."""
_BACK = 4
"""The whole is one of so many mentions before the mark."""
_ADDABLE: Final = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME, Kind.DURATION}
)


def parts(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """Return for each mention that is a part the place of the mention it is a part of.

    A part follows 其中, 包括 or an opening bracket in the same sentence, counts the same sort
    of thing as the whole and is not larger. A bracket's parts end with it, 其中's with the
    sentence or at ；. Where one mark stands within another's reach, the nearer one counts.
    """
    found: dict[int, int] = {}
    starts = sentence_starts(text)
    begins = [mention.start for mention in mentions]
    for mark in reversed(list(_PART_MARK.finditer(text))):
        low, high = around(starts, mark.start(), len(text))
        wholes = _wholes(text, mentions, bisect_left(begins, mark.start()), mark, low)
        if not wholes:
            continue
        high = min(high, mark.end() + _REACH)
        close = _closing(text, mark.end(), high, bracket=mark[0] in _BRACKETS)
        listed = range(bisect_left(begins, mark.end()), bisect_left(begins, close))
        whole = _whole_of(mentions, wholes, listed)
        if whole is not None:
            fitting = (at for at in listed if _fits(mentions[whole], mentions[at]))
            found.update((at, whole) for at in fitting if at not in found)
    return found


def _whole_of(mentions: Sequence[Mention], wholes: Sequence[int], listed: range) -> int | None:
    """Return the whole of a list: the one that it adds up to, else the last before it that fits.

    An earlier one must be of the unit of the list's first number.
    """
    summed = next((at for at in wholes if _adds_up(mentions, at, listed)), None)
    if summed is not None:
        return summed
    last = wholes[0]
    if any(_fits(mentions[last], mentions[at]) for at in listed):
        return last
    unit = mentions[listed.start].unit.name if listed else ""
    return next((at for at in wholes[1:] if mentions[at].unit.name == unit), None)


def _adds_up(mentions: Sequence[Mention], whole: int, listed: range) -> bool:
    """Say whether the numbers of a whole's own unit make it exactly, several of them."""
    unit = mentions[whole].unit.name
    parts = [mentions[at].normalized for at in listed if mentions[at].unit.name == unit]
    return len(parts) > 1 and sum(parts) == mentions[whole].normalized


def _wholes(
    text: str, mentions: Sequence[Mention], behind: int, mark: re.Match[str], low: int
) -> list[int]:
    """Return the places of the mentions that a mark may divide, the likeliest first.

    That is the last one before it. 其中 may also mean an earlier one of the sentence, when
    the last counts something else (案件518起，案值492万元，其中…案件23起).
    """
    last = behind - 1
    if last > 0 and _CHANGE_WORD.search(
        text, max(0, mentions[last].start - 6), mentions[last].start
    ):
        last -= 1
    if last < 0 or mentions[last].start < low or _COMPARED.match(text, mark.start()):
        return []
    near = mark[0] not in {"其中", "当中", "包括"}
    if mark.start() - mentions[last].end > (12 if near else 60):
        return []
    if mark[0] in _BRACKETS and _is_apart(text, mentions[last].end, mark):
        return []
    back = range(last, last - (1 if near else _BACK), -1)
    return [at for at in back if at >= 0 and mentions[at].start >= low]


def _is_apart(text: str, at: int, mark: re.Match[str]) -> bool:
    """Say whether a bracket belongs to a noun of the next clause: 60批次，完成任务（48批次）."""
    says_so = text.startswith(("其中", "含", "包括"), mark.end())
    return not says_so and re.search(r"[，,]", text[at : mark.start()]) is not None


def _closing(text: str, start: int, high: int, *, bracket: bool) -> int:
    """Return where the list of parts that begins at `start` ends, brackets within it apart."""
    depth = 0
    for match in _CLOSERS.finditer(text, start, high):
        if match[0] in _BRACKETS:
            depth += 1
        elif match[0] in "）)":
            if not depth:
                return match.start()
            depth -= 1
        elif not depth and not bracket and not _GOES_ON.match(text, match.end()):
            return match.start()
    return high


def _fits(whole: Mention, part: Mention) -> bool:
    if whole.unit.kind not in _ADDABLE or part.unit.kind is not whole.unit.kind:
        return False
    if part.normalized > (whole.upper or whole.normalized):
        return False
    if part.unit.kind is Kind.DURATION:
        return part.unit.name == whole.unit.name
    sorts = {FAMILY.get(mention.unit.name) for mention in (whole, part)} - {None}
    return len(sorts) < 2  # noqa: PLR2004 - of one sort, or of none that is known


def with_parents(figures: Sequence[Figure], parents: dict[int, int]) -> tuple[Figure, ...]:
    """Return the figures with the ids of their wholes filled in.

    A goal or last year's value is no part of this year's.
    """
    return tuple(
        replace(figure, parent=figures[parents[at]].id)
        if at in parents and _same_role(figure, figures[parents[at]])
        else figure
        for at, figure in enumerate(figures)
    )


def _same_role(part: Figure, whole: Figure) -> bool:
    return part.role is whole.role or part.role is Role.ACTUAL
