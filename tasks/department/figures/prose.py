"""The figures of one text block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.department.figures.divided import parts, with_parents
from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.figures.listed import Lists, enumerated
from tasks.department.figures.mentions import Mention, find_mentions
from tasks.department.figures.moved import previous_and_reached
from tasks.department.figures.passage import Passage
from tasks.department.figures.phrases import (
    change_said,
    counted,
    cut_by_percent,
    left_of,
    subject_of,
    without_from,
)
from tasks.department.figures.relating import relate
from tasks.department.figures.relation import Relation
from tasks.department.figures.sentences import around, sentence_starts

_PREVIOUS = re.compile(
    r"(?<![较比同于])(?:去年|上年|上一年|上年度|去年同期|上年同期)(?:同期)?(?:的|为|是|共)?[^，。；]{0,8}$"
)
_TARGET = re.compile(
    r"(?:力争|(?:^|[年拟还将]|，|(?<![按照据]年)度)计划(?!执行|完成率|外|内|项目|生育|单列|编制|任务书|[、》”])|任务数|目标|预计|争取|明年|下一年|考核要求|确保)[^。；，]{0,20}$"
)
_TASK = re.compile(r"(?:任务数?|目标|指标|计划)[（(]$")
"""A bracket that says how much was asked for: 完成年度任务（4800批次）的107.5%."""
_OF_YEAR = re.compile(r"^\s*(?P<year>20\d\d)年(?:度)?(?:为|是|共|仅|的|[一-龥]{0,8})$")
_YEAR = re.compile(r"(?<![\d—\-–~～至到])(20\d\d)年(?!\s?[—\-–~～至])")
_WHEN = re.compile(r"(?P<later>明年|下一年度?|来年|下一步)|今年|本年|全年|去年|上年")
_COMPARED = re.compile(r"[较比](?:20\d\d年(?:度)?|去年|上年)(?:同期)?的\s?$")
_LISTED = re.compile(r"\s?(?:、|和|及|与)\s?")
_SHORT_CLAUSE = 40
_SHORT_NOUN = 4
"""Between two numbers, a noun of more characters has room for what the second one counts."""
_RELATIVE = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The figures of a block, the numbers that are none, and how the figures stand."""

    figures: tuple[Figure, ...]
    skipped: tuple[SkippedNumber, ...]
    relations: tuple[Relation, ...] = ()


def extract_prose(
    text: str,
    *,
    block: int,
    block_id: str,
    section: int | None,
    plans: bool = False,
    year: int | None = None,
) -> Extraction:
    """Return the figures of a paragraph; in a section of plans they are targets.

    `year` is the report's own year, by which 2024年的 is known for last year's.
    """
    mentions = find_mentions(text, block=block)
    if not mentions.found:
        return Extraction(figures=(), skipped=mentions.skipped)
    lists = enumerated(text, mentions.found)
    meanings = _Meanings(text, mentions.found, lists, plans=plans)
    figures = tuple(
        _figure(
            mention, meanings.of(at), block=block, figure_id=f"{block_id}-{at + 1}", section=section
        )
        for at, mention in enumerate(mentions.found)
    )
    figures = with_parents(figures, parts(text, mentions.found))
    return Extraction(
        figures=figures,
        skipped=mentions.skipped,
        relations=relate(
            Passage(text=text, figures=figures),
            lists=[[figures[at] for at in run] for run in lists.runs],
            pairs={figures[at].id: figures[to] for at, to in lists.carried.items()},
            year=year,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """What one mention says, apart from its value."""

    said: str
    indicator: str
    sentence: str
    role: Role
    change: Change


class _Meanings:
    """Reads the mentions of a text one after the other; each may lean on the one before."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], lists: Lists, *, plans: bool
    ) -> None:
        self._text, self._mentions, self._plans = text, mentions, plans
        self._lists = lists
        self._indicators: list[str] = []
        self._moves = previous_and_reached(text, mentions)
        self._times = [(m.start(), m["later"] is not None) for m in _WHEN.finditer(text)]
        self._starts = sentence_starts(text)
        self._last: _Meaning | None = None
        self._bounds, self._sentence = (0, 0), ""

    def _sentence_at(self, at: int) -> str:
        """Return the sentence around an offset, the same object for all its mentions."""
        bounds = around(self._starts, at, len(self._text))
        if bounds != self._bounds:
            self._bounds, self._sentence = bounds, self._text[slice(*bounds)].strip()
        return self._sentence

    def of(self, at: int) -> _Meaning:
        """Return the meaning of the mention at this place; to be asked in order."""
        mention = self._mentions[at]
        sentence = self._sentence_at(mention.start)
        before = self._mentions[at - 1] if at else None
        last = self._last if self._last and self._last.sentence is sentence else None
        alike = last is not None and before is not None and self._listed(before, mention)
        goes_on = alike or at in self._lists.following
        left = left_of(self._text, mention, before)
        role, change = self._role_and_change(at, left, sentence)
        if goes_on and last and change is Change.NONE:
            change = last.change
        indicator = self._indicator(at, before, left, last, alike=alike)
        self._indicators.append(indicator)
        self._last = _Meaning(
            said=self._text[mention.start : mention.end],
            indicator=indicator,
            sentence=sentence,
            role=role,
            change=change,
        )
        return self._last

    def _indicator(
        self, at: int, before: Mention | None, left: str, last: _Meaning | None, *, alike: bool
    ) -> str:
        if at in self._lists.carried:
            return self._indicators[self._lists.carried[at]] + self._lists.added[at]
        if at in self._lists.subjects:
            return self._lists.subjects[at]
        reached = at in self._moves and self._moves[at][0] is not Role.PREVIOUS
        if at in self._moves and not reached:
            left = without_from(left)
        if last and last.indicator and (alike or reached):
            return last.indicator
        carried = last.indicator if last else ""
        said = counted(self._text, self._mentions[at], before, left, carried) or carried
        between = self._text[before.end : self._mentions[at].start] if before else ""
        if before is not None and said == between == carried and len(said) <= _SHORT_NOUN:
            other = self._mentions[at - 2] if at > 1 else None
            return subject_of(self._text, before, other) or said
        return said

    def _listed(self, before: Mention, mention: Mention) -> bool:
        """Whether only 、 or 和 stands between two rates (下降12.5%、8.3%)."""
        between = self._text[before.end : mention.start]
        relative = before.unit.kind is mention.unit.kind and mention.unit.kind in _RELATIVE
        return relative and _LISTED.fullmatch(between) is not None

    def _is_asked_for(self, mention: Mention) -> bool:
        """Whether a bracket says so, or the sentence has come to speak of next year."""
        if _TASK.search(self._text, mention.start - 5, mention.start):
            return True
        at = bisect_left(self._times, (mention.start, False)) - 1
        return at >= 0 and self._times[at][0] >= self._bounds[0] and self._times[at][1]

    def _role_and_change(self, at: int, left: str, sentence: str) -> tuple[Role, Change]:
        mention = self._mentions[at]
        if at in self._lists.earlier:
            return Role.PREVIOUS, _change(mention, left)
        return self._moves.get(at) or (
            _role(mention, left, sentence, plans=self._plans or self._is_asked_for(mention)),
            _change(mention, left),
        )


def _figure(
    mention: Mention,
    meaning: _Meaning,
    *,
    block: int,
    figure_id: str,
    section: int | None,
) -> Figure:
    return Figure(
        id=figure_id,
        block=block,
        start=mention.start,
        end=mention.end,
        text=meaning.said,
        value=mention.value,
        unit=mention.unit_said,
        normalized_value=mention.normalized,
        normalized_unit=mention.unit.name,
        lower=mention.lower,
        upper=mention.upper,
        kind=mention.unit.kind,
        indicator=meaning.indicator,
        sentence=meaning.sentence,
        qualifier=mention.qualifier,
        change=meaning.change,
        role=meaning.role,
        section=section,
    )


def _role(mention: Mention, left: str, sentence: str, *, plans: bool) -> Role:
    if mention.unit.kind is Kind.RANK:
        return Role.RANK
    if _COMPARED.search(left):
        return Role.PREVIOUS
    if mention.unit.kind not in _RELATIVE and (
        _PREVIOUS.search(left) or _is_earlier_year(left, sentence)
    ):
        return Role.PREVIOUS
    if plans or _TARGET.search(left):
        return Role.TARGET
    return Role.ACTUAL


def _is_earlier_year(left: str, sentence: str) -> bool:
    """Whether the number is said of a year before another one that the sentence is about."""
    said = _OF_YEAR.search(left)
    return said is not None and any(year > said["year"] for year in _YEAR.findall(sentence))


def _change(mention: Mention, left: str) -> Change:
    said = change_said(left)
    if not said and mention.unit.kind is Kind.PERCENT and cut_by_percent(left):
        return Change.DECREASE
    if said and (mention.unit.kind in _RELATIVE or len(left) <= _SHORT_CLAUSE):
        return Change(said)
    return Change.NONE
