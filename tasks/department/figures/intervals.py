"""What a qualifier and rounding leave open: 近, 余, 约, 不少于 … as intervals."""

from __future__ import annotations

from decimal import Decimal

_INTERVAL_DOWN = frozenset({"近", "将近", "接近", "不到", "不足"})
_INTERVAL_UP = frozenset({"余", "多", "几", "超", "超过", "逾", "突破", "上", "数"})
_AT_LEAST = frozenset({"以上", "不少于", "不低于", "至少", "不得少于", "不得低于", "≥"})
_AT_MOST = frozenset({"以下", "以内", "不超过", "不得超过", "不超", "≤"})


def step(value: Decimal) -> Decimal:
    """Return the place value of the last non-zero digit: 100 for 300, 10 for 430, 0.01 for 1.25."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def interval(value: Decimal, qualifier: str) -> tuple[Decimal, Decimal | None]:
    """Return the interval that a value with this qualifier leaves open (design, section 4)."""
    one = step(value)
    if qualifier in _INTERVAL_UP:
        return value, value + one
    if qualifier in _INTERVAL_DOWN:
        return value - one, value
    if qualifier in _AT_LEAST:
        return value, None
    if qualifier in _AT_MOST:
        return Decimal(0), value
    if qualifier:
        return value - one / 2, value + one / 2
    return value, value
