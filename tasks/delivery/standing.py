"""How each figure stands to the district's totals: counted in one, or why in none."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Final

from tasks.department.figures.figure import Figure, Kind, Role
from tasks.district.district import Contribution, District, LeftOut, Total
from tasks.profile.model import Profile

_EVERY: Final = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in (Contribution, LeftOut)
}
"""All that an item says, as a tuple: written out three times as fast as the item itself."""

_STATE: Final = hashlib.sha256().digest_size
_END: Final = (1 << 32) - 1  # a place that no item has: the end of a chain


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


_ByFigure = dict[str, Standing | tuple[str, str]]


class Standings:
    """Looks up each figure's standing by department and figure id.

    The totals' items stay where they are: noted is only which of them are a department's, as
    chains of their places. What is asked of one department is made for it and let go.
    """

    def __init__(self, district: District, profile: Profile) -> None:
        """Take in the contributions and the left-out figures of all totals."""
        self._additive = {row.name: row.additive for row in profile.indicators}
        self._totals = district.totals
        self._numbers: dict[str, int] = {}
        self._begins = array("I")
        self._firsts, self._nexts = array("I"), array("I")
        self._link()
        self._states = bytearray(_STATE * len(self._numbers))
        self._last: tuple[str, _ByFigure] | None = None

    def _link(self) -> None:
        """Note where each department's first item is and, behind each item, where its next."""
        lasts, at = array("I"), 0
        for total in self._totals:
            self._begins.append(at)
            items: Iterable[Contribution | LeftOut] = chain(total.contributions, total.left_out)
            for item in items:
                number = self._numbers.setdefault(item.department, len(lasts))
                if number == len(lasts):
                    self._firsts.append(at)
                    lasts.append(at)
                else:
                    self._nexts[lasts[number]] = at
                    lasts[number] = at
                self._nexts.append(_END)
                at += 1

    def _said(self, department: str) -> Iterator[tuple[Total, Contribution | LeftOut]]:
        """Yield the department's items, each with its total, in the totals' order."""
        number = self._numbers.get(department)
        at = _END if number is None else self._firsts[number]
        while at != _END:
            place = bisect(self._begins, at) - 1
            total = self._totals[place]
            within = at - self._begins[place]
            counted = len(total.contributions)
            if within < counted:
                yield total, total.contributions[within]
            else:
                yield total, total.left_out[within - counted]
            at = self._nexts[at]

    def state(self, department: str) -> str:
        """Return a digest of how all the department's figures stand, besides the profile."""
        at = self._place(department)
        if at is None:
            return _digest(()).hex()
        if not any(self._states[at]):
            self._states[at] = _digest(self._said(department))
        return self._states[at].hex()

    def figures(self, department: str) -> list[str]:
        """Return the ids of the department's figures that totals count or leave out."""
        said, at = list(self._said(department)), self._place(department)
        if at is not None:  # the state is asked for as well, and the items are at hand now
            self._states[at] = _digest(said)
        return [item.figure for _, item in said]

    def _place(self, department: str) -> slice | None:
        """Return where the department's state is kept; None where nothing of it is in totals."""
        number = self._numbers.get(department)
        return None if number is None else slice(_STATE * number, _STATE * (number + 1))

    def of(self, department: str, figure: Figure) -> Standing:
        """Return how the department's figure stands to the totals."""
        if self._last is None or self._last[0] != department:
            self._last = (department, _by_figure(self._said(department)))
        known = self._last[1].get(figure.id)
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


def _digest(said: Iterable[tuple[Total, Contribution | LeftOut]]) -> bytes:
    lines = (
        f"{total.indicator}\t{total.unit}\t{_EVERY[type(item)](item)!r}" for total, item in said
    )
    return hashlib.sha256("\n".join(lines).encode("utf-8")).digest()


def _by_figure(said: Iterable[tuple[Total, Contribution | LeftOut]]) -> _ByFigure:
    """Return how figures stand, by id: counted, or (indicator, reason) where left out first."""
    left: _ByFigure = {}
    counted: _ByFigure = {}
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
