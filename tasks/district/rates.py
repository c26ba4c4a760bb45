"""Rates and averages over the district: recomputed from their counts, never added.

Of two rates nobody can say the common one without knowing what each was taken of. So the
counts behind each department's rate are looked for; where all are known, the district's
rate is theirs, else each department's stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tasks.department.checks.rates import Counted, counted_rates
from tasks.department.figures.figure import Figure, Role
from tasks.department.report import DepartmentReport
from tasks.district.admission import is_of_another_time
from tasks.district.district import DistrictRate, RatePart
from tasks.district.setting import setting_of
from tasks.profile.model import Indicator, Profile

_HUNDRED = Decimal(100)
_HUNDREDTH = Decimal("0.01")


def find_rates(parts: Iterable[tuple[str, RatePart]], profile: Profile) -> tuple[DistrictRate, ...]:
    """Return the catalogue's indicators that are not added, in its order, with who says what.

    `parts` are by indicator, in the order of the reports.
    """
    said: dict[str, list[RatePart]] = {}
    for indicator, part in parts:
        said.setdefault(indicator, []).append(part)
    return tuple(
        _rate(indicator, tuple(said[indicator.name]))
        for indicator in profile.indicators
        if indicator.name in said
    )


def rates_of(report: DepartmentReport, profile: Profile) -> Iterator[tuple[str, RatePart]]:
    """Yield what the report says of each indicator that is not added, the first time it does."""
    said: dict[str, list[Figure]] = {}
    for figure in report.figures:
        if figure.canonical is not None and _is_said(figure):
            said.setdefault(figure.canonical, []).append(figure)
    rates = [row for row in profile.indicators if not row.additive and row.name in said]
    counts = {c.rate.id: c for c in counted_rates(report) if c.agrees} if rates else {}
    for indicator in rates:
        own = (f for f in said[indicator.name] if _is_its_own(f, report, _district(profile)))
        first = next(own, None)
        if first is not None:
            yield indicator.name, _part(report, first, counts.get(first.id))


def _is_said(figure: Figure) -> bool:
    return figure.role is Role.ACTUAL and not figure.total


def _is_its_own(figure: Figure, report: DepartmentReport, district: str) -> bool:
    """Say whether the rate is of this year and of no wider area (全市满意率)."""
    texts = {b.index: b.text for b in report.blocks if b.index == figure.block}
    setting = setting_of(figure, texts, district=district, year=report.year)
    return not (setting.wider or is_of_another_time(figure, setting))


def _district(profile: Profile) -> str:
    return profile.district.name if profile.district else ""


def _part(report: DepartmentReport, figure: Figure, counted: Counted | None) -> RatePart:
    return RatePart(
        department=report.department or "",
        figure=figure.id,
        said=figure.text,
        value=figure.normalized_value,
        part=counted.part.id if counted else None,
        whole=counted.whole.id if counted else None,
        counts=(counted.part.normalized_value, counted.whole.normalized_value) if counted else None,
    )


def _rate(indicator: Indicator, parts: tuple[RatePart, ...]) -> DistrictRate:
    return DistrictRate(
        indicator=indicator.name, unit=indicator.unit, value=_common(parts), parts=parts
    )


def _common(parts: Sequence[RatePart]) -> Decimal | None:
    """Return the common rate in percent, to two places; None unless every count is known."""
    known = [part.counts for part in parts if part.counts is not None]
    whole = sum((counts[1] for counts in known), Decimal(0))
    if not parts or len(known) < len(parts) or not whole:
        return None
    return (sum(counts[0] for counts in known) * _HUNDRED / whole).quantize(_HUNDREDTH)
