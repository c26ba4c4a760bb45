"""The district's totals: additive indicators, added once, with what was left out listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.admission import clause_before, reason_against
from tasks.district.district import Contribution, LeftOut, Total
from tasks.district.joint import Mention
from tasks.district.measures import Measure, measure
from tasks.district.speaking import speaking
from tasks.district.statements import select
from tasks.profile.model import Indicator, Profile

Joint = tuple[tuple[Mention, ...], ...]


@dataclass(slots=True)
class _Sum:
    """A total in the making."""

    contributions: list[Contribution] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def total_up(
    reports: Sequence[DepartmentReport], profile: Profile, joint: Joint
) -> tuple[tuple[Total, ...], tuple[Diagnostic, ...]]:
    """Return the totals in the catalogue's order, and what a person has to settle.

    `joint` are the shared actions. An indicator that nobody contributes to has no total:
    nothing said is not zero.
    """
    totals: list[Total] = []
    diagnostics: list[Diagnostic] = []
    said = speaking(reports)
    for indicator in profile.indicators:
        if not indicator.additive:
            continue
        found = _Sum()
        for report in said.get(indicator.name, ()):
            _add_statement(found, report, indicator)
        _leave_joint(found, joint)
        diagnostics.extend(found.diagnostics)
        if found.contributions:
            totals.append(_total(indicator, found))
    return tuple(totals), tuple(diagnostics)


def _add_statement(found: _Sum, report: DepartmentReport, indicator: Indicator) -> None:
    """Add what the report says of the indicator."""
    department = report.department or ""
    measures: list[Measure] = []
    left_out: list[tuple[str, str]] = []
    for figure in report.figures:
        if figure.canonical != indicator.name:
            continue
        clause = clause_before(figure, report)
        converted = measure(figure, indicator, clause)
        reason = reason_against(figure, clause) or _wrong_unit(converted, figure.unit, indicator)
        if converted is None or reason is not None:
            left_out.append((figure.id, reason or ""))
        else:
            measures.append(converted)
    selection = select(measures, report.figures)
    left_out += [(gone.figure.id, reason) for gone, reason in selection.left_out]
    found.contributions += [_contribution(department, kept) for kept in selection.kept]
    found.left_out += [
        LeftOut(department=department, figure=figure, reason=reason)
        for figure, reason in _in_order(left_out, report)
    ]
    if selection.doubts:
        found.diagnostics.append(_ambiguous(department, indicator, selection.doubts))


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
    )


def _leave_joint(found: _Sum, joint: Joint) -> None:
    """Count each shared action once, for the first department in the roster's order."""
    for group in joint:
        counted = {(part.department, part.figure): part for part in found.contributions}
        sharing = [mention for mention in group if _key(mention) in counted]
        for mention in sharing[1:]:
            found.contributions.remove(counted[_key(mention)])
            found.left_out.append(_joint_reason(mention, sharing[0]))


def _key(mention: Mention) -> tuple[str, str]:
    """Return what tells the mention's figure from all others of the district."""
    return mention.department, mention.figure.id


def _joint_reason(mention: Mention, first: Mention) -> LeftOut:
    """Return why the mention is not counted again."""
    same = mention.figure.normalized_value == first.figure.normalized_value
    why = "" if same else f"（两单位数值不一致：{first.figure.text}、{mention.figure.text}）"
    return LeftOut(
        department=mention.department,
        figure=mention.figure.id,
        reason=f"“{mention.action}”为与{first.department}的联合行动，已计入{first.department}，不重复计算{why}",
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
