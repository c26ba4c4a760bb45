"""分别: which number of a list belongs to which subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from tasks.department.figures.figure import Kind
from tasks.department.figures.mentions import Mention
from tasks.department.figures.sentences import around, sentence_starts

_SEPARATE: Final = re.compile(
    r"分别(?![与同向到对赴和给])(?:为|是|达到?|有|占|开展|举办|完成|办理|(?:增长|增加|上升|提高|下降|减少|降低)了?)?"
)
_CLAUSE: Final = re.compile(r"[，；。：:;\n（(]")
_SUBJECTS: Final = re.compile(r"、|和|及(?!时)|与")
_YEAR: Final = re.compile(r"(?:(?P<year>20\d\d)年度?|(?:去年|上年)|(?P<this>今年|本年))")
_NO_SUBJECT: Final = re.compile(
    r"(?:，|,|；|）|\s)*(?:均|都|也)?(?:[两二三四五六](?:者|项|类|个)|各项)?(?P<what>占比|比例|比重)?"
    r"(?:(?:同比|环比|较上年|比上年|较去年|比去年|与上年相比|较上年同期)，?)?"
)
"""What may stand before a 分别 that goes on with the numbers before it."""
_JOINED: Final = re.compile(r"[^，。；、\d]{0,2}[、，,和及与]{1,2}[^，。；、\d]{0,2}")
"""What parts the numbers of one list: no words of their own."""
_TO: Final = re.compile(r"[^，。；、\d]{0,8}[至到为]")
_REACH = 400
"""No list is longer; the bound keeps the time linear in the text."""
_LEAST = 2
_RELATIVE: Final = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the 分别 of a text say, by the mentions' places.

    `subjects` are the words of each number's own subject, `carried` the earlier number that
    a number goes on with (同比分别下降…) and `added` what it says of it (占比), `earlier` the
    numbers that are said of a year before the list's latest, `following` those that stand in
    one list with the number before them, `runs` the places of each list.
    """

    subjects: dict[int, str] = field(default_factory=dict)
    carried: dict[int, int] = field(default_factory=dict)
    added: dict[int, str] = field(default_factory=dict)
    earlier: set[int] = field(default_factory=set)
    following: set[int] = field(default_factory=set)
    runs: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, run: range) -> None:
        """Take a list in."""
        self.runs.append(tuple(run))
        self.following.update(run[1:])


def enumerated(text: str, mentions: Sequence[Mention]) -> Lists:
    """Return the lists of `A、B、C分别为1件、2件、3件`, and those that go on with them."""
    found = Lists()
    begins = [mention.start for mention in mentions]
    starts = sentence_starts(text)
    for mark in _SEPARATE.finditer(text):
        low, high = around(starts, mark.start(), len(text))
        low, high = max(low, mark.start() - _REACH), min(high, mark.end() + _REACH)
        first, until = bisect_left(begins, mark.end()), bisect_left(begins, high)
        clause = _CLAUSE.split(text[low : mark.start()])[-1]
        subjects = [subject for subject in _SUBJECTS.split(clause) if subject]
        run = _run(text, mentions, first, until)
        if len(subjects) >= _LEAST and len(run) >= len(subjects):
            _assign(found, run[: len(subjects)], subjects)
            _assign_reached(found, text, mentions, run, subjects)
        elif len(run) >= _LEAST:
            _go_on(found, text, mentions, run, mark, bisect_left(begins, low))
    return found


def _assign(found: Lists, run: range, subjects: Sequence[str]) -> None:
    """Give each number its subject; years are no subject but say when."""
    found.add(run)
    years = [_YEAR.fullmatch(subject.strip()) for subject in subjects]
    if all(years):
        said = [int(year["year"] or bool(year["this"])) for year in years if year]
        found.earlier.update(at for at, year in zip(run, said, strict=True) if year < max(said))
    else:
        found.subjects.update(zip(run, subjects, strict=True))


def _assign_reached(
    found: Lists, text: str, mentions: Sequence[Mention], run: range, subjects: Sequence[str]
) -> None:
    """Give the numbers behind 至 the subjects of those before: 分别由3天、5天缩短至1天、2天."""
    size = len(subjects)
    if len(run) != size or run.stop + size > len(mentions):
        return
    led = _TO.fullmatch(text, mentions[run.stop - 1].end, mentions[run.stop].start)
    reached = _run(text, mentions, run.stop, run.stop + size)
    if led and len(reached) == size:
        _assign(found, reached, subjects)


def _run(text: str, mentions: Sequence[Mention], first: int, until: int) -> range:
    """Return the places of the numbers from `first` on that 、 or 和 parts, with few words."""
    end = first + 1
    while end < until and _JOINED.fullmatch(text, mentions[end - 1].end, mentions[end].start):
        end += 1
    return range(first, min(end, until))


def _go_on(
    found: Lists, text: str, mentions: Sequence[Mention], run: range, mark: re.Match[str], low: int
) -> None:
    """Join a list without subjects of its own to as many numbers right before it."""
    found.add(run)
    before = range(run.start - len(run), run.start)
    if before.start < low:
        return
    gap = _NO_SUBJECT.fullmatch(text, mentions[before.stop - 1].end, mark.start())
    if found.runs[:-1] and tuple(before) == found.runs[-2]:
        found.earlier.update(at for at in run if at - len(run) in found.earlier)
    if gap is not None and _goes_with(mentions, run, before):
        found.carried.update(zip(run, before, strict=True))
        found.added.update((at, gap["what"] or "") for at in run)


def _goes_with(mentions: Sequence[Mention], run: range, before: range) -> bool:
    """Say whether a list may be said of the numbers before it: changes of any, else of one unit."""
    relative = mentions[run.start].unit.kind in _RELATIVE
    if relative and not any(mentions[at].unit.kind in _RELATIVE for at in before):
        return True
    return all(mentions[a].unit.name == mentions[b].unit.name for a, b in pairwise(before))
