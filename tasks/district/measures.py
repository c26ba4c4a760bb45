"""Bring a department's figures of one indicator into the total's unit, or say why not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tasks.department.figures.figure import Figure
from tasks.district.setting import Setting
from tasks.profile.model import Indicator

# What a catalogue may count in, made of the normalised units (design, section 4):
# unit: (normalised unit, how many of those one of these is).
COMPOSED: Final = {
    "千元": ("元", Decimal(1000)),
    "公顷": ("㎡", Decimal(10_000)),
    "平方公里": ("㎡", Decimal(1_000_000)),
    "平方米": ("㎡", Decimal(1)),
    "公里": ("米", Decimal(1000)),
    "千米": ("米", Decimal(1000)),
    "吨": ("千克", Decimal(1000)),
    "公斤": ("千克", Decimal(1)),
}
PREFIXES: Final = (("万", Decimal(10_000)), ("亿", Decimal(100_000_000)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure in the unit of the total it may go into.

    `clause` is the text before the figure since the last stop or comma, without spaces:
    what the number is said of; `whole` says that it is said of the whole district.
    """

    figure: Figure
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    clause: str = ""
    whole: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the report, for the order of reading."""
        return self.figure.block, self.figure.start


def measure(figure: Figure, indicator: Indicator, setting: Setting) -> Measure | None:
    """Return the figure in the indicator's unit; None when its unit is of another family.

    Units of one family count one for one (场, 场次); only powers of ten are converted.
    """
    family = {reduce_unit(unit)[0] for unit in (indicator.unit, *indicator.units)}
    if figure.normalized_unit not in family:
        return None
    _, size = reduce_unit(indicator.unit)
    return Measure(
        figure=figure,
        value=_divide(figure.normalized_value, size),
        lower=_divide(figure.lower, size),
        upper=None if figure.upper is None else _divide(figure.upper, size),
        clause=setting.clause,
        whole=setting.whole,
    )


def _divide(value: Decimal, size: Decimal) -> Decimal:
    """Return the quotient without zeros behind the point: 18000, not 18000.0 or 1.8E+4."""
    quotient = value / size
    whole = quotient.to_integral_value()
    return whole.quantize(Decimal(1)) if quotient == whole else quotient.normalize()


def reduce_unit(unit: str) -> tuple[str, Decimal]:
    """Return the normalised unit and how many of it the unit is: 万元 is (元, 10000)."""
    if unit in COMPOSED:
        return COMPOSED[unit]
    for prefix, size in PREFIXES:
        if unit.startswith(prefix) and len(unit) > len(prefix):
            rest, more = reduce_unit(unit.removeprefix(prefix))
            return rest, size * more
    return unit, Decimal(1)
