"""A change against the two values it lies between: 由A降至B，下降C%; B，同比增长C%（上年A）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tasks.department.checks.interval import Interval, growth, of, plain, said, step
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.checks.runs import Run, prose_runs
from tasks.department.figures.figure import Change, Figure, Kind, Role
from tasks.diagnostics import Diagnostic

_LAST_YEAR = re.compile(
    r"(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)(?:同期)?(?:的|为|是|有|共)?(?P<rest>[^，。"
    r"；、（(]{0,4})$"
)
_UP = re.compile(r"增长|增加|上升|提高|提升|增幅|上涨|扩大|多")
_DOWN = re.compile(r"下降|减少|降低|压减|压缩|缩短|降幅|缩减|精简|少")
_FROM = re.compile(r"(?:由|从)[^，。；]{0,10}$")
_TO = re.compile(
    r"^[^，。；]{0,4}?(?:(?P<up>增(?:加|长)?[至到]|上?升[至到]|(?:提高|提升|上升|扩大|扩展)[至到])"
    r"|(?P<down>(?:减少?|降低?|下降|压[缩减]|缩[短减]|精简)[至到]))"
)
_NOTHING_NEW = re.compile(
    r"[）)]?[，,、（(；\s]*(?:同比|环比|比上年|较上年|比去年|较去年|与上年相比|比上年同期|"
    r"较上年同期|较去年同期|总体|净|整体|共|实现)*，?"
    rf"(?:{_UP.pattern}|{_DOWN.pattern})(?:率|幅度?|比例)?[了约近逾超达到为过至]*\s*"
)
_THEN_FROM = re.compile(r"[，,]\s?(?:由|从)[^，。；]{0,10}")
"""The values behind their change: 同比增长12%，由500件增至560件."""
_FALLING_GOOD = frozenset({Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.AREA, Kind.WEIGHT})
_RELATIVE = frozenset({Kind.PERCENT, Kind.MULTIPLE})
_WINDOW = 3
_LONGEST_GAP = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Two values of one thing and the change said between them: `rate` in percent or units."""

    before: Figure
    now: Figure
    change: Figure
    falls: bool

    @property
    def true(self) -> Interval | None:
        """What the change may be by the two values, positive the way it is said."""
        if self.change.kind in _RELATIVE:
            grown = growth(of(self.now), of(self.before))
        else:
            grown = _difference(of(self.now), of(self.before))
        return _negated(grown) if self.falls and grown is not None else grown

    @property
    def agrees(self) -> bool:
        """Whether values and change can all be true."""
        exact = self.change.kind is not Kind.PERCENT and not self.change.qualifier
        true = self.true
        if true is not None and self.change.kind is Kind.MULTIPLE:
            return true.meets(_in_percent(of(self.change)))
        return true is None or true.meets(of(self.change) if exact else said(self.change))


def check_changes(subject: Subject) -> Iterator[Diagnostic]:
    """Find changes that are not those between the two values said beside them."""
    for run in prose_runs(subject):
        for sentence in run.sentences():
            yield from _directions(run, sentence)
            for window in _level_and_difference(run, sentence):
                yield from _check_difference(run, window)
            for move in _moves(run, sentence, subject.year):
                if not move.agrees:
                    yield _told(run, move)


def _level_and_difference(
    run: Run, sentence: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Yield `120次，比上年增加20次，增长20%`: a level, its difference, and the same in percent."""
    for level, change, rate in zip(sentence, sentence[1:], sentence[2:], strict=False):
        window = (level, change, rate)
        both = _is_change(run, change) and _is_change(run, rate) and not _is_change(run, level)
        if not both or not _is_close(run, window) or not _comparable(level, change):
            continue
        new = _NOTHING_NEW.fullmatch(run.between(change, rate)) is None
        if rate.kind is Kind.PERCENT and not new and level.role is Role.ACTUAL:
            yield window


def _check_difference(run: Run, window: tuple[Figure, Figure, Figure]) -> Iterator[Diagnostic]:
    """Check the rate against level and difference; last year's value is what is left."""
    level, change, rate = window
    falls = _falls(run, change)
    before = level.normalized_value + change.normalized_value * (1 if falls else -1)
    exact = not (level.qualifier or change.qualifier or rate.qualifier)
    if not exact or before <= 0 or falls != _falls(run, rate):
        return
    true = change.normalized_value * 100 / before
    if not said(rate).meets(Interval(lower=true, upper=true)):
        yield found(
            "change_mismatch",
            f"{quote(run.block)}中，{level.text}的增减量为{change.text}，"
            f"幅度应为{plain(true.quantize(step(rate.value) / 10))}%，文中写{rate.text}。",
            run.block.index,
        )


def _told(run: Run, move: Move) -> Diagnostic:
    way = "减少" if move.falls else "增加"
    before, now = move.before.normalized_value, move.now.normalized_value
    difference = before - now if move.falls else now - before
    relative = move.change.kind in _RELATIVE
    true = difference * 100 / before if relative else difference
    shown = plain(true.quantize(step(move.change.value) / 10)) + (
        "%" if relative else move.now.normalized_unit
    )
    return found(
        "change_mismatch",
        f"{quote(run.block)}中，由{move.before.text}到{move.now.text}应为{way}{shown}，"
        f"文中写{move.change.text}。",
        run.block.index,
    )


def _directions(run: Run, sentence: Sequence[Figure]) -> Iterator[Diagnostic]:
    """Find `由30件减少至35件`."""
    for before, now in pairwise(sentence):
        match = _TO.match(run.between(before, now))
        if not match or not _FROM.search(run.before(before, 12)) or not _comparable(before, now):
            continue
        up = of(before).is_above(of(now)) and match["up"]
        down = of(now).is_above(of(before)) and match["down"]
        if up or down:
            yield found(
                "change_mismatch",
                f"{quote(run.block)}中，“{before.text}{match[0].strip()}{now.text}”增减方向与数值不符。",
                run.block.index,
            )


def _moves(run: Run, sentence: Sequence[Figure], year: int | None) -> Iterator[Move]:
    """Yield each three figures in a row of which one is last year's and one the change."""
    for at in range(len(sentence) - _WINDOW + 1):
        window = sentence[at : at + _WINDOW]
        if not _is_close(run, window):
            continue
        earlier = [f for f in window if _is_earlier(run, f, year)]
        changes = [f for f in window if _is_change(run, f) and f not in earlier]
        levels = [f for f in window if f not in earlier and f not in changes]
        if len(earlier) == len(changes) == len(levels) == 1 and _comparable(earlier[0], levels[0]):
            change = changes[0]
            same = change.kind in _RELATIVE or _comparable(change, levels[0])
            if same and _is_of_same(run, window, change):
                yield Move(
                    before=earlier[0], now=levels[0], change=change, falls=_falls(run, change)
                )


def _is_of_same(run: Run, window: Sequence[Figure], change: Figure) -> bool:
    """Say whether nothing new is named before the change: it is of the values beside it."""
    at = window.index(change)
    if at == 0:
        return _THEN_FROM.fullmatch(run.between(change, window[1])) is not None
    return _NOTHING_NEW.fullmatch(run.between(window[at - 1], change)) is not None


def _is_close(run: Run, window: Sequence[Figure]) -> bool:
    gaps = [run.between(a, b) for a, b in pairwise(window)]
    return all(len(gap) <= _LONGEST_GAP and not re.search(r"[；。]|其中", gap) for gap in gaps)


def _is_earlier(run: Run, figure: Figure, year: int | None) -> bool:
    """Say whether a figure is last year's: 上年14件, 由14件, （2024年为14件）."""
    if figure.kind is Kind.PERCENT or figure.role is Role.TARGET:
        return False
    before = run.before(figure, 16)
    match = _LAST_YEAR.search(before)
    if match is not None and not re.search(rf"{_UP.pattern}|{_DOWN.pattern}", match["rest"]):
        said_year = match["year"]
        return said_year is None or (year is not None and int(said_year) == year - 1)
    return figure.role is Role.PREVIOUS and _FROM.search(before) is not None


def _is_change(run: Run, figure: Figure) -> bool:
    """Say whether a figure is the change itself and not the level reached (增至 is the level)."""
    filling = "了约近逾超达过为" if figure.kind in _RELATIVE else "了约近逾超达过"
    words = re.sub(rf"[{filling}\s]+$", "", run.before(figure, 8))
    ends = re.search(rf"(?:{_UP.pattern}|{_DOWN.pattern})(?:率|幅度?|比例)?$", words) is not None
    return ends and (figure.kind in _RELATIVE or figure.kind in _FALLING_GOOD)


def _falls(run: Run, change: Figure) -> bool:
    if change.change is not Change.NONE:
        return change.change is Change.DECREASE
    words = run.before(change, 8)
    ups = [m.end() for m in _UP.finditer(words)]
    downs = [m.end() for m in _DOWN.finditer(words)]
    return max(downs, default=0) > max(ups, default=0)


def _comparable(one: Figure, other: Figure) -> bool:
    return one.normalized_unit == other.normalized_unit and one.kind is other.kind


def _difference(now: Interval, before: Interval) -> Interval | None:
    if now.upper is None or before.upper is None:
        return None
    return Interval(lower=now.lower - before.upper, upper=now.upper - before.lower)


def _in_percent(times: Interval) -> Interval:
    """Return 一倍 as 100 percent, give or take the tenth that such words leave open."""
    upper = None if times.upper is None else times.upper * 100 + 10
    return Interval(lower=times.lower * 100 - 10, upper=upper)


def _negated(interval: Interval) -> Interval | None:
    if interval.upper is None:
        return None
    return Interval(lower=-interval.upper, upper=-interval.lower or Decimal(0))
