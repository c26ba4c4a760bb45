"""What one report states of each additive indicator: the part of a total that it alone decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.admission import reason_against
from tasks.district.district import Contribution, LeftOut
from tasks.district.measures import Measure, measure
from tasks.district.setting import setting_of
from tasks.district.statements import select
from tasks.profile.model import Indicator, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A report's contributions to one total, what it leaves out, and what is not clear.

    `whole` are the ids of the contributions that are said of the whole district; a doubt is
    a Chinese clause.
    """

    department: str
    indicator: str
    contributions: tuple[Contribution, ...]
    left_out: tuple[LeftOut, ...]
    whole: tuple[str, ...]
    doubts: tuple[str, ...]


def statements(report: DepartmentReport, profile: Profile) -> Iterator[Statement]:
    """Yield what the report states, in the catalogue's order."""
    figures: dict[str, list[Figure]] = {}
    for figure in report.figures:
        if figure.canonical is not None:
            figures.setdefault(figure.canonical, []).append(figure)
    texts = {block.index: block.text for block in report.blocks}
    for indicator in profile.indicators:
        if indicator.additive and indicator.name in figures:
            yield _statement(report, indicator, figures[indicator.name], texts, profile)


def _statement(
    report: DepartmentReport,
    indicator: Indicator,
    figures: Sequence[Figure],
    texts: Mapping[int, str],
    profile: Profile,
) -> Statement:
    district = profile.district.name if profile.district else ""
    department = report.department or ""
    measures: list[Measure] = []
    left_out: list[tuple[str, str]] = []
    for figure in figures:
        setting = setting_of(figure, texts, district=district, year=report.year)
        converted = measure(figure, indicator, setting)
        reason = reason_against(figure, setting) or _wrong_unit(converted, figure.unit, indicator)
        if converted is None or reason is not None:
            left_out.append((figure.id, reason or ""))
        else:
            measures.append(converted)
    selection = select(measures, report.figures)
    left_out += [(gone.figure.id, reason) for gone, reason in selection.left_out]
    return Statement(
        department=department,
        indicator=indicator.name,
        contributions=tuple(_contribution(report, kept) for kept in selection.kept),
        left_out=tuple(
            LeftOut(department=department, figure=figure, reason=reason)
            for figure, reason in _in_order(left_out, report)
        ),
        whole=tuple(kept.figure.id for kept in selection.kept if kept.whole),
        doubts=tuple(selection.doubts),
    )


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


def _contribution(report: DepartmentReport, kept: Measure) -> Contribution:
    """Return the figure as a part of the total."""
    block = report.blocks[kept.figure.block]
    return Contribution(
        department=report.department or "",
        figure=kept.figure.id,
        block=block.id,
        section=block.section,
        value=kept.value,
        lower=kept.lower,
        upper=kept.upper,
        approximate=kept.figure.approximate,
    )
