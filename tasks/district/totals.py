"""The district's totals: additive indicators, added once, with what was left out listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contribution, LeftOut, Total
from tasks.district.joint import lead_first
from tasks.district.mention import Mention
from tasks.district.packed import Contributions, Leavings, Owners
from tasks.district.stated import Statement
from tasks.profile.model import Indicator, Profile

Joint = tuple[tuple[Mention, ...], ...]


@dataclass(slots=True)
class _Sum:
    """A total in the making; `whole` are those said of the whole district."""

    contributions: Contributions
    left_out: Leavings
    diagnostics: list[Diagnostic] = field(default_factory=list)
    whole: set[tuple[str, str]] = field(default_factory=set)


class Totals:
    """The totals while the reports are gone through, in roster order."""

    def __init__(self, profile: Profile, names: Owners) -> None:
        """Begin with nothing; the `profile` has the indicators."""
        self._indicators = {indicator.name: indicator for indicator in profile.indicators}
        self._names = names
        self._sums: dict[str, _Sum] = {}

    def add(self, said: Statement) -> None:
        """Add what one report states of an indicator."""
        found = self._sums.get(said.indicator)
        if found is None:
            found = _Sum(Contributions(self._names), Leavings(self._names))
            self._sums[said.indicator] = found
        for part in said.contributions:
            found.contributions.append(part)
        for left in said.left_out:
            found.left_out.append(left)
        found.whole.update((said.department, figure) for figure in said.whole)
        if said.doubts:
            indicator = self._indicators[said.indicator]
            found.diagnostics.append(_ambiguous(said.department, indicator, said.doubts))

    def settle(self, joint: Joint) -> tuple[tuple[Total, ...], tuple[Diagnostic, ...]]:
        """Return the totals in the catalogue's order, and what a person has to settle.

        `joint` are the shared actions. An indicator that nobody contributes to has no total:
        nothing said is not zero.
        """
        totals: list[Total] = []
        diagnostics: list[Diagnostic] = []
        shared = _by_indicator(joint)
        for name, indicator in self._indicators.items():
            if name not in self._sums:
                continue
            found = self._sums[name]
            _leave_joint(found, shared.get(name, ()))
            _settle_whole(found, indicator)
            diagnostics.extend(found.diagnostics)
            if found.contributions:
                totals.append(_total(indicator, found))
        return tuple(totals), tuple(diagnostics)


def _by_indicator(joint: Joint) -> dict[str, Joint]:
    """Return the shared actions by the indicator of what they count."""
    found: dict[str, list[tuple[Mention, ...]]] = {}
    for group in joint:
        for name in dict.fromkeys(mention.canonical or "" for mention in group):
            found.setdefault(name, []).append(group)
    return {name: tuple(groups) for name, groups in found.items()}


def _settle_whole(found: _Sum, indicator: Indicator) -> None:
    """Count a number said of the whole district once, and nobody's own beside it.

    The first department's that is exact stands (in the roster's order); the departments'
    own numbers are within it. When they are more, it cannot be the whole: they stand.
    """
    parts = found.contributions
    if not found.whole or len(parts) == 1:
        return
    wholes = [part for part in parts if (part.department, part.figure) in found.whole]
    if not wholes:
        return
    first = min(wholes, key=lambda part: part.approximate)
    own = [part for part in parts if (part.department, part.figure) not in found.whole]
    theirs = sum((part.lower for part in own), Decimal(0))
    stands = first.upper is None or theirs <= first.upper
    again = (
        f"是全区数，{first.department}已报全区数，只计一次"
        if stands
        else "是全区数，小于各部门数之和，改按各部门数相加"
    )
    gone = [(part, again) for part in wholes if not stands or part is not first]
    if stands:
        gone += [(part, f"视为已含在{first.department}所报的全区数内") for part in own]
    _leave(found, gone)
    if own:
        kept = "已按全区数计" if stands else "已按各部门数之和计"
        doubt = f"{first.department}报的是全区数，其他部门也报了本部门的数，{kept}"
        found.diagnostics.append(_ambiguous(first.department, indicator, (doubt,)))


def _leave(found: _Sum, gone: Sequence[tuple[Contribution, str]]) -> None:
    """Take contributions out of the total, each with its reason."""
    keys = [(part.department, part.figure) for part, _ in gone]
    found.contributions = found.contributions.without(keys)
    for part, reason in gone:
        found.left_out.append(
            LeftOut(department=part.department, figure=part.figure, reason=reason)
        )


def _ambiguous(department: str, indicator: Indicator, doubts: Iterable[str]) -> Diagnostic:
    """Return the diagnostic that asks which value is meant."""
    return Diagnostic(
        code="ambiguous_total",
        severity=Severity.WARNING,
        message=f"{department}报告的“{indicator.name}”口径不清：{'；'.join(doubts)}。",
        remedy="请与该部门核实本年度总数，并在汇总表中复核。",
        departments=(department,),
    )


def _leave_joint(found: _Sum, joint: Joint) -> None:
    """Count each shared action once: for who led it, else for the first in the roster."""
    if not joint:
        return
    counted = {(part.department, part.figure) for part in found.contributions}
    present = {part.department for part in found.contributions}
    gone: set[tuple[str, str]] = set()
    for group in joint:
        within = [mention for mention in group if mention.key not in counted]
        if within and len([m for m in group if m.department in present]) > 1:
            found.diagnostics.append(_counted_within(group, within[0]))
        sharing = lead_first([mention for mention in group if mention.key in counted])
        for mention in sharing[1:]:
            gone.add(mention.key)
            found.left_out.append(_joint_reason(mention, sharing[0]))
        counted -= gone
    found.contributions = found.contributions.without(gone)


def _counted_within(group: Sequence[Mention], one: Mention) -> Diagnostic:
    """Return the doubt about a joint action that lies within the departments' own totals."""
    departments = tuple(dict.fromkeys(mention.department for mention in group))
    name = f"“{one.action}”" if one.action else "联合开展"
    return Diagnostic(
        code="ambiguous_total",
        severity=Severity.WARNING,
        message=(
            f"{'、'.join(departments)}报告的“{one.counted}”中都含有{name}的{one.said}，"
            "全区合计可能重复计算。"
        ),
        remedy="请与有关部门核实联合行动的数是否已含在各自总数内，并在汇总表中复核。",
        departments=departments,
    )


def _joint_reason(mention: Mention, first: Mention) -> LeftOut:
    """Return why the mention is not counted again."""
    name = f"“{mention.action}”" if mention.action else f"“{mention.counted}”"
    same = mention.value == first.value
    why = "" if same else f"（两单位数值不一致：{first.said}、{mention.said}）"
    return LeftOut(
        department=mention.department,
        figure=mention.figure,
        reason=f"{name}为与{first.department}的联合行动，已计入{first.department}，不重复计算{why}",
    )


def _total(indicator: Indicator, found: _Sum) -> Total:
    """Return the total of the contributions; its upper bound is open when one is."""
    value = lower = Decimal(0)
    upper: Decimal | None = Decimal(0)
    departments, approximate = set(), False
    for part in found.contributions:
        departments.add(part.department)
        approximate = approximate or part.approximate
        value, lower = value + part.value, lower + part.lower
        upper = None if upper is None or part.upper is None else upper + part.upper
    return Total(
        indicator=indicator.name,
        unit=indicator.unit,
        value=value,
        lower=lower,
        upper=upper,
        departments=len(departments),
        approximate=approximate,
        contributions=found.contributions,
        left_out=found.left_out,
    )
