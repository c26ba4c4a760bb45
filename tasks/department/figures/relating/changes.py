"""Changes and the values they lie between: 由A降至B，下降C%; B，同比增长C%（上年A）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.department.figures.passage import Passage
from tasks.department.figures.relating.terms import comparable, related
from tasks.department.figures.relation import Relation, RelationKind, TermRole

UP: Final = re.compile(r"增长|增加|上升|提高|提升|增幅|上涨|扩大|多")
DOWN: Final = re.compile(r"下降|减少|降低|压减|压缩|缩短|降幅|缩减|精简|少")
_LAST_YEAR: Final = re.compile(
    r"(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)(?:同期)?(?:的|为|是|有|共)?(?P<rest>[^，。"
    r"；、（(]{0,4})$"
)
_FROM: Final = re.compile(r"(?:由|从)[^，。；]{0,10}$")
_NOTHING_NEW: Final = re.compile(
    r"[）)]?[，,、（(；\s]*(?:同比|环比|比上年|较上年|比去年|较去年|与上年相比|比上年同期|"
    r"较上年同期|较去年同期|总体|净|整体|共|实现)*，?"
    rf"(?:{UP.pattern}|{DOWN.pattern})(?:率|幅度?|比例)?[了约近逾超达到为过至]*\s*"
)
_REACHED: Final = re.compile(r"[，,]\s?(?:达到?|增至|升至|减至|降至|增加到|减少到)[约近]?\s?")
"""What stands between a change and the level that it led to: 同比增长12%，达350件."""
_THEN_FROM: Final = re.compile(r"[，,]\s?(?:由|从)[^，。；]{0,10}")
"""What stands between a change and the values behind it: 同比增长12%，由500件增至560件."""
_COUNTED: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.AREA, Kind.WEIGHT})
_RELATIVE: Final = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE})
_MOVED: Final = rf"(?:{UP.pattern}|{DOWN.pattern})(?:率|幅度?|比例)?"
_CHANGED: Final = re.compile(rf"{_MOVED}[了约近逾超达过\s]*$")
_CHANGED_BY: Final = re.compile(rf"{_MOVED}[了约近逾超达为过\s]*$")
"""A rate may stand behind 为 (降幅为30%); a count there is the level reached (减少为35件)."""
_APART: Final = re.compile(r"[；。]|其中")
_WINDOW = 3
_LONGEST_GAP = 30
_FROM_TO: Final = "由…至…"
_SAID: Final = "增减幅度紧随数值"
_YEARS: Final = "上年数与增减幅度写在一处"


@dataclass(slots=True, kw_only=True)
class _Move:
    """What is known so far of one value and how it came about."""

    now: Figure
    reason: str
    before: Figure | None = None
    changes: list[Figure] = field(default_factory=list)


class _Moves:
    """The changes of one sentence, each figure in one of them only."""

    __slots__ = ("_by_figure", "_moves")

    def __init__(self) -> None:
        self._moves: list[_Move] = []
        self._by_figure: dict[str, _Move] = {}

    def of(self, figure: Figure) -> _Move | None:
        """Return the change that the figure belongs to, or None."""
        return self._by_figure.get(figure.id)

    def add(
        self, now: Figure, reason: str, *, before: Figure | None = None, by: Figure | None = None
    ) -> None:
        """Say that a value came from another, or changed by a figure, once."""
        move = self._by_figure.get(now.id)
        if move is None:
            move = _Move(now=now, reason=reason)
            self._moves.append(move)
            self._by_figure[now.id] = move
        if before is not None and move.before is None and before.id not in self._by_figure:
            move.before = before
            self._by_figure[before.id] = move
        if by is not None and by.id not in self._by_figure:
            move.changes.append(by)
            self._by_figure[by.id] = move

    def relations(self) -> Iterator[Relation]:
        """Yield the changes that have more than the value itself."""
        for move in self._moves:
            if move.before is not None or move.changes:
                by = ((TermRole.CHANGE, figure) for figure in move.changes)
                terms = ((TermRole.NOW, move.now), (TermRole.BEFORE, move.before), *by)
                yield related(RelationKind.CHANGE, move.reason, terms)


def find_changes(
    passage: Passage, sentence: Sequence[Figure], pairs: Mapping[str, Figure], year: int | None
) -> Iterator[Relation]:
    """Yield how values of a sentence changed.

    `pairs` gives, by its id, the value of each change that 分别 assigns; `year` is the
    report's own, so that 2024年的 is known for last year's.
    """
    moves = _Moves()
    for before, now in pairwise(sentence):
        if _is_from_to(passage, before, now):
            moves.add(now, _FROM_TO, before=before)
    for at in range(len(sentence) - _WINDOW + 1):
        _take_years(passage, sentence[at : at + _WINDOW], year, moves)
    for before, figure in pairwise(sentence):
        _take_next(passage, before, figure, moves)
    for figure in sentence:
        if figure.id in pairs:
            moves.add(pairs[figure.id], "“分别”逐项对应", by=figure)
    yield from moves.relations()


def _is_from_to(passage: Passage, before: Figure, now: Figure) -> bool:
    """Say whether the two are the ends of 由A减至B, as their roles have it."""
    from_to = before.role is Role.PREVIOUS and _FROM.search(passage.before(before, 12))
    near = len(passage.between(before, now)) <= _LONGEST_GAP
    return bool(from_to) and near and comparable(before, now) and now.role is not Role.PREVIOUS


def _take_years(
    passage: Passage, window: Sequence[Figure], year: int | None, moves: _Moves
) -> None:
    """Take three figures in a row of which one is last year's and one the change."""
    if not _is_close(passage, window):
        return
    earlier = [f for f in window if _is_earlier(passage, f, year)]
    changes = [f for f in window if f not in earlier and is_change(passage, f)]
    levels = [f for f in window if f not in earlier and f not in changes]
    if not len(earlier) == len(changes) == len(levels) == 1:
        return
    before, change, now = earlier[0], changes[0], levels[0]
    if comparable(before, now) and _fits(change, now) and _follows(passage, window, change):
        moves.add(now, _YEARS, before=before, by=change)


def _take_next(passage: Passage, one: Figure, other: Figure, moves: _Moves) -> None:
    """Take a value and the change right behind it, or a change and the value that it led to."""
    gap = passage.between(one, other)
    if len(gap) > _LONGEST_GAP:
        return
    if is_change(passage, other) and _NOTHING_NEW.fullmatch(gap):
        move = moves.of(one)
        now = move.now if move else one
        said = now.role is Role.ACTUAL and (move or not is_change(passage, now))
        if said and _fits(other, now):
            moves.add(now, _SAID, by=other)
        return
    led = is_change(passage, one) and _REACHED.fullmatch(gap) and moves.of(one) is None
    if led and _fits(one, other):
        moves.add(other, _SAID, by=one)


def _fits(change: Figure, now: Figure) -> bool:
    """Say whether a value can change by this: in its own unit, in percent, or in points."""
    if now.kind in _RELATIVE:
        return change.kind is Kind.PERCENTAGE_POINT or change.kind is now.kind
    return change.kind in {Kind.PERCENT, Kind.MULTIPLE} or comparable(change, now)


def _follows(passage: Passage, window: Sequence[Figure], change: Figure) -> bool:
    """Say whether nothing new is named before the change: it is of the values beside it."""
    at = window.index(change)
    if at == 0:
        return _THEN_FROM.fullmatch(passage.between(change, window[1])) is not None
    return _NOTHING_NEW.fullmatch(passage.between(window[at - 1], change)) is not None


def _is_close(passage: Passage, window: Sequence[Figure]) -> bool:
    gaps = [passage.between(a, b) for a, b in pairwise(window)]
    return all(len(gap) <= _LONGEST_GAP and not _APART.search(gap) for gap in gaps)


def _is_earlier(passage: Passage, figure: Figure, year: int | None) -> bool:
    """Say whether a figure is last year's: 上年14件, 由14件, （2024年为14件）."""
    if figure.kind is Kind.PERCENT or figure.role is Role.TARGET:
        return False
    before = passage.before(figure, 16)
    match = _LAST_YEAR.search(before)
    if match is not None and not (UP.search(match["rest"]) or DOWN.search(match["rest"])):
        said_year = match["year"]
        return said_year is None or (year is not None and int(said_year) == year - 1)
    return figure.role is Role.PREVIOUS and _FROM.search(before) is not None


def is_change(passage: Passage, figure: Figure) -> bool:
    """Say whether a figure is the change itself and not the level reached (增至 is the level)."""
    if figure.kind not in _RELATIVE and figure.kind not in _COUNTED:
        return False
    if figure.kind is Kind.PERCENTAGE_POINT and figure.change is not Change.NONE:
        return True
    said = _CHANGED_BY if figure.kind in _RELATIVE else _CHANGED
    return said.search(passage.before(figure, 8)) is not None
