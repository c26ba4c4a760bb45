"""What she typed under 更正值, as an amount in the figure's normalised unit."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from tasks.corrections.apply import factor
from tasks.department.figures.figure import Figure
from tasks.department.figures.numerals import parse_numeral

_BARE: Final = re.compile(r"\d+(?:\.\d+)?")


def amount(typed: str | float, figure: Figure) -> Decimal | None:
    """Return the amount, or None when it is none or is in a unit that does not fit.

    A bare number is in the unit as said (万元); with a unit behind it, in that unit, which
    must be the figure's own, as said or normalised, 万 and 亿 before it as one likes.
    """
    if not isinstance(typed, str):
        return _positive(Decimal(repr(typed)) * factor(figure))
    text = unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "")
    if _BARE.fullmatch(text):
        return _positive(Decimal(text) * factor(figure))
    for unit, size in _units(figure):
        number = parse_numeral(text.removesuffix(unit)) if text.endswith(unit) else None
        if number is not None and not number.qualifier:
            return _positive(number.value * size)
    return None


def _units(figure: Figure) -> list[tuple[str, Decimal]]:
    """Return the units that fit, the longest first: 万元 before 元."""
    fitting = {
        unicodedata.normalize("NFKC", figure.normalized_unit): Decimal(1),
        unicodedata.normalize("NFKC", figure.unit): factor(figure),
    }
    return sorted(((u, s) for u, s in fitting.items() if u), key=lambda pair: -len(pair[0]))


def _positive(value: Decimal) -> Decimal | None:
    if not value.is_finite() or value < 0:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
