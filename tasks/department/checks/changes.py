"""A change against the two values it lies between: 由A降至B，下降C%; B，同比增长C%（上年A）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.checks.interval import Interval, growth, of, plain, said, step
from tasks.department.checks.rule import Subject, found, quote
from tasks.department.figures.figure import Change, Figure, Kind
from tasks.department.figures.relation import RelationKind, TermRole
from tasks.diagnostics import Diagnostic
from tasks.document import Block

_RELATIVE = frozenset({Kind.PERCENT, Kind.MULTIPLE})
"""What a change is said in, when it is said as a share of the value before."""
_BOTH = 2
"""A change is said twice: in its own unit and in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Two values of one thing and the change said between them: `rate` in percent or units."""

    before: Figure
    now: Figure
    change: Figure

    @property
    def falls(self) -> bool:
        """Whether it is said to have become less."""
        return _falls(self.change)

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
    figures = {figure.id: figure for figure in subject.report.figures}
    for relation in subject.report.relations:
        if relation.kind is not RelationKind.CHANGE:
            continue
        now = figures[relation.one(TermRole.NOW) or ""]
        if now.cell is not None:
            continue  # a table's own headers are judged by `check_tables`
        before = figures.get(relation.one(TermRole.BEFORE) or "")
        by = [figures[change] for change in relation.every(TermRole.CHANGE)]
        block = subject.blocks[now.block]
        if before is None:
            yield from _check_difference(block, now, by)
            continue
        yield from _direction(block, before, now)
        moves = (Move(before=before, now=now, change=c) for c in by if _is_comparable(c, now))
        yield from (_told(block, move) for move in moves if not move.agrees)


def _is_comparable(change: Figure, now: Figure) -> bool:
    return change.kind in {*_RELATIVE, Kind.PERCENTAGE_POINT} or (
        change.normalized_unit == now.normalized_unit and change.kind is now.kind
    )


def _check_difference(block: Block, now: Figure, by: Sequence[Figure]) -> Iterator[Diagnostic]:
    """Check `120次，比上年增加20次，增长20%`; last year's value is what is left."""
    if len(by) != _BOTH or by[1].kind is not Kind.PERCENT or by[0].kind is not now.kind:
        return
    change, rate = by
    falls = _falls(change)
    before = now.normalized_value + change.normalized_value * (1 if falls else -1)
    exact = not (now.qualifier or change.qualifier or rate.qualifier)
    if not exact or before <= 0 or falls != _falls(rate) or now.kind is Kind.PERCENT:
        return
    true = change.normalized_value * 100 / before
    if not said(rate).meets(Interval(lower=true, upper=true)):
        yield found(
            "change_mismatch",
            f"{quote(block)}中，{now.text}的增减量为{change.text}，"
            f"幅度应为{plain(true.quantize(step(rate.value) / 10))}%，文中写{rate.text}。",
            block.index,
        )


def _told(block: Block, move: Move) -> Diagnostic:
    way = "减少" if move.falls else "增加"
    before, now = move.before.normalized_value, move.now.normalized_value
    difference = before - now if move.falls else now - before
    relative = move.change.kind in _RELATIVE
    true = difference * 100 / before if relative else difference
    shown = plain(true.quantize(step(move.change.value) / 10)) + (
        "%" if relative else move.change.normalized_unit
    )
    return found(
        "change_mismatch",
        f"{quote(block)}中，由{move.before.text}到{move.now.text}应为{way}{shown}，"
        f"文中写{move.change.text}。",
        block.index,
    )


def _direction(block: Block, before: Figure, now: Figure) -> Iterator[Diagnostic]:
    """Find `由30件减少至35件`."""
    up = of(before).is_above(of(now)) and now.change is Change.INCREASE
    down = of(now).is_above(of(before)) and now.change is Change.DECREASE
    if up or down:
        words = block.text[before.end : now.start].strip()
        yield found(
            "change_mismatch",
            f"{quote(block)}中，“{before.text}{words}{now.text}”增减方向与数值不符。",
            block.index,
        )


def _falls(change: Figure) -> bool:
    return change.change is Change.DECREASE


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
