"""The district's totals: additive indicators, added once, with what was left out listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.admission import reason_against
from tasks.district.district import Contribution, LeftOut, Total
from tasks.district.joint import Mention, lead_first
from tasks.district.measures import Measure, measure
from tasks.district.setting import setting_of
from tasks.district.statements import select
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
    reports: Sequence[DepartmentReport], profile: Profile, joint: Joint
) -> tuple[tuple[Total, ...], tuple[Diagnostic, ...]]:
    """Return the totals in the catalogue's order, and what a person has to settle.

    `joint` are the shared actions. An indicator that nobody contributes to has no total:
    nothing said is not zero.
    """
    totals: list[Total] = []
    diagnostics: list[Diagnostic] = []
    ledgers = [_Said.of(report, profile) for report in reports]
    shared = _by_indicator(joint)
    for indicator in profile.indicators:
        if not indicator.additive:
            continue
        found = _Sum()
        for said in ledgers:
            _add_statement(found, said, indicator)
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
        for name in dict.fromkeys(mention.figure.canonical or "" for mention in group):
            found.setdefault(name, []).append(group)
    return {name: tuple(groups) for name, groups in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A report with its texts by block and its figures by indicator, for many look-ups."""

    report: DepartmentReport
    district: str
    texts: Mapping[int, str]
    figures: Mapping[str, Sequence[Figure]]

    @classmethod
    def of(cls, report: DepartmentReport, profile: Profile) -> Self:
        """Return the report made ready."""
        figures: dict[str, list[Figure]] = {}
        for figure in report.figures:
            if figure.canonical is not None:
                figures.setdefault(figure.canonical, []).append(figure)
        return cls(
            report=report,
            district=profile.district.name if profile.district else "",
            texts={block.index: block.text for block in report.blocks},
            figures=figures,
        )


def _add_statement(found: _Sum, said: _Said, indicator: Indicator) -> None:
    """Add what the report says of the indicator."""
    figures = said.figures.get(indicator.name)
    if not figures:
        return
    report = said.report
    department = report.department or ""
    measures: list[Measure] = []
    left_out: list[tuple[str, str]] = []
    for figure in figures:
        setting = setting_of(figure, said.texts, district=said.district, year=report.year)
        converted = measure(figure, indicator, setting)
        reason = reason_against(figure, setting) or _wrong_unit(converted, figure.unit, indicator)
        if converted is None or reason is not None:
            left_out.append((figure.id, reason or ""))
        else:
            measures.append(converted)
    selection = select(measures, report.figures)
    left_out += [(gone.figure.id, reason) for gone, reason in selection.left_out]
    for kept in selection.kept:
        part = _contribution(department, kept)
        found.contributions.append(part)
        if kept.whole:
            found.whole.add((department, part.figure))
    found.left_out += [
        LeftOut(department=department, figure=figure, reason=reason)
        for figure, reason in _in_order(left_out, report)
    ]
    if selection.doubts:
        found.diagnostics.append(_ambiguous(department, indicator, selection.doubts))


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


def _wrong_unit(converted: Measure | None, unit: str, indicator: Indicator) -> str | None:
    """Return the reason when the unit is of another family."""
    if converted is not None:
        return None
    return f"计量单位“{unit or '无'}”与口径单位“{indicator.unit or '无'}”不可比"


def _in_order(
    left_out: Iterable[tuple[str, str]], report: DepartmentReport
) -> list[tuple[str, str]]:
    """Return the pairs in the order in which the figures stand in the report."""
    place = {figure.id: at for at, figure in enumerate(report.figures)}
    return sorted(left_out, key=lambda pair: place[pair[0]])


def _contribution(department: str, kept: Measure) -> Contribution:
    """Return the figure as a part of the total."""
    return Contribution(
        department=department,
        figure=kept.figure.id,
        value=kept.value,
        lower=kept.lower,
        upper=kept.upper,
        approximate=kept.figure.approximate,
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
    counted = {(part.department, part.figure) for part in found.contributions}
    present = {part.department for part in found.contributions}
    gone: set[tuple[str, str]] = set()
    for group in joint:
        within = [mention for mention in group if _key(mention) not in counted]
        if within and len([m for m in group if m.department in present]) > 1:
            found.diagnostics.append(_counted_within(group, within[0]))
        sharing = lead_first([mention for mention in group if _key(mention) in counted])
        for mention in sharing[1:]:
            gone.add(_key(mention))
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
            f"{'、'.join(departments)}报告的“{one.counted}”中都含有{name}的{one.figure.text}，"
            "全区合计可能重复计算。"
        ),
        remedy="请与有关部门核实联合行动的数是否已含在各自总数内，并在汇总表中复核。",
        departments=departments,
    )


def _key(mention: Mention) -> tuple[str, str]:
    """Return what tells the mention's figure from all others of the district."""
    return mention.department, mention.figure.id


def _joint_reason(mention: Mention, first: Mention) -> LeftOut:
    """Return why the mention is not counted again."""
    name = f"“{mention.action}”" if mention.action else f"“{mention.counted}”"
    same = mention.figure.normalized_value == first.figure.normalized_value
    why = "" if same else f"（两单位数值不一致：{first.figure.text}、{mention.figure.text}）"
    return LeftOut(
        department=mention.department,
        figure=mention.figure.id,
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
