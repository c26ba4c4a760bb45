"""Arithmetic on what figures may be: each stands for an interval, not for a point.

Rounding and qualifiers leave a figure open (`400多万元` is [400, 500) 万元); two statements
contradict each other only when no choice within their intervals reconciles them, as XBRL's
calculation checks have it (Calculations 1.1, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tasks.department.figures.figure import Figure

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All values from `lower` to `upper`; `upper` is None when nothing bounds it."""

    lower: Decimal
    upper: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Say whether the two have a value in common."""
        return not (self.is_above(other) or other.is_above(self))

    def is_above(self, other: Interval) -> bool:
        """Say whether every value of this one is greater than every value of the other."""
        return other.upper is not None and self.lower > other.upper

    def widened(self, by: Decimal) -> Interval:
        """Return the interval with `by` more on both sides."""
        return Interval(
            lower=self.lower - by, upper=None if self.upper is None else self.upper + by
        )


def of(figure: Figure) -> Interval:
    """Return what a figure may be, in its normalised unit.

    Without a qualifier only the digits behind the last one written are open: 20万元 is
    19.5 to 20.5, not 15 to 25, since reports write 约20万元 when they mean that.
    """
    half = figure.normalized_value - figure.lower
    symmetric = figure.upper is not None and figure.upper - figure.normalized_value == half
    if figure.qualifier or not symmetric or not figure.value:
        return Interval(lower=figure.lower, upper=figure.upper)
    half = min(half, step(figure.value) / 2 * figure.normalized_value / figure.value)
    return Interval(lower=figure.normalized_value - half, upper=figure.normalized_value + half)


def sum_of(figures: Iterable[Figure]) -> Interval:
    """Return what the figures' sum may be."""
    lower, upper = Decimal(0), Decimal(0)
    bounded = True
    for interval in map(of, figures):
        lower += interval.lower
        upper += interval.upper or 0
        bounded = bounded and interval.upper is not None
    return Interval(lower=lower, upper=upper if bounded else None)


def percent_of(part: Interval, whole: Interval) -> Interval | None:
    """Return what 100 · part / whole may be; None when the whole may be zero or is open."""
    if whole.lower <= 0 or whole.upper is None:
        return None
    upper = None if part.upper is None else part.upper * HUNDRED / whole.lower
    return Interval(lower=part.lower * HUNDRED / whole.upper, upper=upper)


def growth(now: Interval, before: Interval) -> Interval | None:
    """Return what the change from `before` to `now` may be, in percent."""
    share = percent_of(now, before)
    if share is None:
        return None
    upper = None if share.upper is None else share.upper - HUNDRED
    return Interval(lower=share.lower - HUNDRED, upper=upper)


def step(value: Decimal) -> Decimal:
    """Return one unit of the value's last digit behind the point: 0.1 for 98.3, 1 for 98."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def said(figure: Figure) -> Interval:
    """Return what a percentage may be as said: one unit of its last digit to both sides.

    Rounding leaves half of it open, but many reports cut digits off instead.
    """
    return of(figure).widened(step(figure.value))


def plain(value: Decimal) -> str:
    """Return the number without exponent and without trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spoken(interval: Interval) -> str:
    """Return the interval in words: one number, from～to, or at least."""
    if interval.upper is None:
        return f"{plain(interval.lower)}以上"
    if interval.upper == interval.lower:
        return plain(interval.lower)
    return f"{plain(interval.lower)}～{plain(interval.upper)}"


def in_unit_of(values: Iterable[Figure], model: Figure) -> str:
    """Return the sum of the values in the unit in which `model` is said (万元, not 元)."""
    factor = model.normalized_value / model.value if model.value else Decimal(1)
    total = sum((figure.normalized_value for figure in values), Decimal(0))
    return plain(total / (factor or 1))
