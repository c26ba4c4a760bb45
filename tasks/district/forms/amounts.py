"""A figure as a count of a form: its value in the form's unit, or why it has none."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tasks.department.figures.figure import Figure, Kind

MONEY: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""The units in which a form may ask for money, in 元."""


def amount_in(figure: Figure, unit: str, headed: str = "") -> Decimal | None:
    """Return the figure's value in the form's unit; None when it counts something else.

    A bare number is in the unit of its header (`headed`), or else in the one that the form
    asks for, whatever unit the catalogue knows for it; where a person corrected it, the
    corrected value is in the unit shown to her (元).
    """
    counted = figure.kind is Kind.COUNT
    if unit not in MONEY:
        return figure.normalized_value if counted else None
    if is_bare(figure):
        before = figure.original
        given = before is not None and before.normalized_value != figure.normalized_value
        if counted and not figure.unit and not (given and figure.normalized_unit == "元"):
            return _short(figure.value * MONEY.get(headed, MONEY[unit]) / MONEY[unit])
    elif figure.kind is not Kind.MONEY:
        return None
    if figure.normalized_unit not in ("元", ""):
        return None
    return _short(figure.normalized_value / MONEY[unit])


def is_bare(figure: Figure) -> bool:
    """Say whether neither the number nor its table names a unit."""
    return figure.unit in ("", "万", "亿")


def _short(value: Decimal) -> Decimal:
    """Return the value without zeros at its end, and without an exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
