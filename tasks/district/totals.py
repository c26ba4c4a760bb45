"""The district's totals: additive indicators, added once, with what was left out listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contribution, LeftOut, Total
from tasks.district.joint import lead_first
from tasks.district.mention import Mention
from tasks.district.stated import Statement
from tasks.profile.model import Indicator, Profile

Joint = tuple[tuple[Mention, ...], ...]


@dataclass(slots=True)
class _Sum:
    """A total in the making; `whole` are those said of the whole district."""

    contributions: list[Contribution] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    whole: set[tuple[str, str]] = field(default_factory=set)


def total_up(
    statements: Iterable[Statement], profile: Profile, joint: Joint
) -> tuple[tuple[Total, ...], tuple[Diagnostic, ...]]:
    """Return the totals in the catalogue's order, and what a person has to settle.

    `statements` are those of the reports that count, report by report in roster order;
    `joint` are the shared actions. An indicator that nobody contributes to has no total:
    nothing said is not zero.
    """
    totals: list[Total] = []
    diagnostics: list[Diagnostic] = []
    stated: dict[str, list[Statement]] = {}
    for statement in statements:
        stated.setdefault(statement.indicator, []).append(statement)
    shared = _by_indicator(joint)
    for indicator in profile.indicators:
        if indicator.name not in stated:
            continue
        found = _Sum()
        for statement in stated[indicator.name]:
            _add_statement(found, statement, indicator)
        _leave_joint(found, shared.get(indicator.name, ()))
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


def _add_statement(found: _Sum, said: Statement, indicator: Indicator) -> None:
    """Add what one report states of the indicator."""
    found.contributions += (_sharing(part, said.department) for part in said.contributions)
    found.left_out += (replace(left, department=said.department) for left in said.left_out)
    found.whole.update((said.department, figure) for figure in said.whole)
    if said.doubts:
        found.diagnostics.append(_ambiguous(said.department, indicator, said.doubts))


def _sharing(part: Contribution, department: str) -> Contribution:
    """Return the contribution with equal values as one: a province has half a million of them."""
    value, lower, upper = part.value, part.lower, part.upper
    return replace(
        part,
        department=department,
        lower=value if str(lower) == str(value) else lower,
        upper=value if str(upper) == str(value) else upper,
    )


def _settle_whole(found: _Sum, indicator: Indicator) -> None:
    """Count a number said of the whole district once, and nobody's own beside it.

    The first department's that is exact stands (in the roster's order); the departments'
    own numbers are within it. When they are more, it cannot be the whole: they stand.
    """
    parts = found.contributions
    wholes = [part for part in parts if (part.department, part.figure) in found.whole]
    if not wholes or len(parts) == 1:
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
    keys = {(part.department, part.figure) for part, _ in gone}
    found.contributions = [
        part for part in found.contributions if (part.department, part.figure) not in keys
    ]
    found.left_out += [
        LeftOut(department=part.department, figure=part.figure, reason=reason)
        for part, reason in gone
    ]


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
    found.contributions = [
        part for part in found.contributions if (part.department, part.figure) not in gone
    ]


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
    parts = found.contributions
    uppers = [part.upper for part in parts if part.upper is not None]
    return Total(
        indicator=indicator.name,
        unit=indicator.unit,
        value=sum((part.value for part in parts), Decimal(0)),
        lower=sum((part.lower for part in parts), Decimal(0)),
        upper=sum(uppers, Decimal(0)) if len(uppers) == len(parts) else None,
        contributions=tuple(parts),
        left_out=tuple(found.left_out),
    )
