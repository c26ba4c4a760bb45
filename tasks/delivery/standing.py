"""How each figure stands to the district's totals: counted in one, or why in none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import Final

from tasks.department.figures.figure import Figure, Kind, Role
from tasks.district.district import Contribution, District, LeftOut, Total
from tasks.profile.model import Profile

_EVERY: Final = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in (Contribution, LeftOut)
}
"""All that an item says, as a tuple: written out three times as fast as the item itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One figure's part in the totals.

    `counted` says that it goes into the total of `indicator`; then `value`, `lower` and
    `upper` are in that total's `unit`. Otherwise they are the figure's own normalised
    ones, `indicator` is the total it was left out of, or its canonical name, or '', and
    `reason` says in Chinese why it is in no total.
    """

    counted: bool
    reason: str
    indicator: str
    value: Decimal
    unit: str
    lower: Decimal
    upper: Decimal | None


class Standings:
    """Looks up each figure's standing by department and figure id."""

    def __init__(self, district: District, profile: Profile) -> None:
        """Take in the contributions and the left-out figures of all totals."""
        self._additive = {row.name: row.additive for row in profile.indicators}
        self._said: defaultdict[str, list[tuple[Total, Contribution | LeftOut]]] = defaultdict(list)
        self._states: dict[str, str] = {}
        self._known: dict[str, dict[str, Standing | tuple[str, str]]] = {}
        for total in district.totals:
            every: tuple[Contribution | LeftOut, ...] = (*total.contributions, *total.left_out)
            for item in every:
                self._said[item.department].append((total, item))

    def state(self, department: str) -> str:
        """Return a digest of how all the department's figures stand, besides the profile."""
        if department not in self._states:
            said = "\n".join(
                f"{total.indicator}\t{total.unit}\t{_EVERY[type(item)](item)!r}"
                for total, item in self._said[department]
            )
            self._states[department] = hashlib.sha256(said.encode("utf-8")).hexdigest()
        return self._states[department]

    def figures(self, department: str) -> list[str]:
        """Return the ids of the department's figures that totals count or leave out."""
        return [item.figure for _, item in self._said[department]]

    def of(self, department: str, figure: Figure) -> Standing:
        """Return how the department's figure stands to the totals."""
        if department not in self._known:
            self._known[department] = _by_figure(self._said[department])
        known = self._known[department].get(figure.id)
        if isinstance(known, Standing):
            return known
        indicator, reason = known or ("", "")
        return Standing(
            counted=False,
            reason=reason or self._why(figure),
            indicator=indicator or figure.canonical or "",
            value=figure.normalized_value,
            unit=figure.normalized_unit,
            lower=figure.lower,
            upper=figure.upper,
        )

    def _why(self, figure: Figure) -> str:
        """Return the first reason that holds, from the most to the least telling."""
        reasons = (
            (figure.role is Role.TARGET, "目标值，不是已完成数"),
            (figure.role is Role.PREVIOUS, "上期数"),
            (figure.role is Role.RANK or figure.kind is Kind.RANK, "位次不相加"),
            (figure.canonical is None, _unknown(figure)),
            (not self._additive.get(figure.canonical or "", True), "该指标不可相加"),
            (figure.total, "表内合计，不再相加"),
            (figure.parent is not None, "其中项，已含在总数内"),
        )
        return next((reason for holds, reason in reasons if holds), "未列入合计")


def _by_figure(
    said: Iterable[tuple[Total, Contribution | LeftOut]],
) -> dict[str, Standing | tuple[str, str]]:
    """Return how figures stand, by id: counted, or (indicator, reason) where left out first."""
    left: dict[str, Standing | tuple[str, str]] = {}
    counted: dict[str, Standing | tuple[str, str]] = {}
    for total, item in said:
        if isinstance(item, LeftOut):
            left.setdefault(item.figure, (total.indicator, item.reason))
            continue
        counted[item.figure] = Standing(
            counted=True,
            reason="",
            indicator=total.indicator,
            value=item.value,
            unit=total.unit,
            lower=item.lower,
            upper=item.upper,
        )
    return left | counted


def _unknown(figure: Figure) -> str:
    """Return why a figure without an indicator is not counted, with the one it comes near."""
    if figure.suggested is None:
        return "非口径指标"
    return f"非口径指标；与“{figure.suggested}”相近，如属该指标，请在“更正指标”一栏选填"
