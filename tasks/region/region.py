"""A city from its districts' published runs: totals of totals, and what does not fit together.

A district's total is added as it was published; nothing is recounted, so a department that
appears in two districts is counted in both, and each is one step from its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tasks.diagnostics import Diagnostic, Severity
from tasks.intake.published import PublishedRun, Sum
from tasks.intake.submission import Rejection
from tasks.profile.model import DistrictSettings, Profile

_FORBIDDEN: Final = re.compile(r"[^\w]+")
"""What a folder's name must not hold: the name comes from a file that anybody may have made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district as it counts: its run and the folder its evidence is kept in."""

    name: str
    run: PublishedRun
    folder: str

    def place(self, page: str) -> str:
        """Return where a page of the run (溯源/某局.html#f-…) lies in the region's outputs."""
        root, _, rest = page.partition("/")
        return f"{root}/{self.folder}/{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTotal:
    """An indicator's sum over the districts, in `unit`; `upper` None when a part is open.

    `parts` are the districts' totals in the region's order.
    """

    indicator: str
    unit: str
    value: Decimal
    lower: Decimal
    upper: Decimal | None
    parts: tuple[tuple[District, Sum], ...]

    def of(self, district: District) -> Sum | None:
        """Return the district's part, None when it has none."""
        return next((part for owner, part in self.parts if owner is district), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A city's state for one year: its districts in roster order, then by name.

    `missing` are roster names without a run; `rejected` are folders that are no run of
    this year and kind, or a second one of a district.
    """

    name: str
    year: int
    subject: str
    districts: tuple[District, ...]
    missing: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    totals: tuple[RegionTotal, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def workbook_name(self) -> str:
        """The name of the region's workbook."""
        return f"{self.name}{self.year}年{self.subject}关键数据汇总表"


def add_up(
    results: Sequence[PublishedRun | Rejection], profile: Profile, settings: DistrictSettings
) -> Region:
    """Return the region; the order of the results makes no difference.

    The profile's roster names the districts that must report, `settings` the region itself.
    The same run given twice counts once.
    """
    runs = {run.sha256: run for run in results if isinstance(run, PublishedRun)}
    given = Counter(run.summary.district for run in runs.values())
    reasons = {run.sha256: _unfit(run, given, settings) for run in runs.values()}
    counted = {run.summary.district: run for run in runs.values() if not reasons[run.sha256]}
    refused = [item for item in results if isinstance(item, Rejection)]
    refused += [_rejection(run, reasons[key]) for key, run in runs.items() if reasons[key]]
    districts = _in_order(counted, profile)
    present = set(counted)
    return Region(
        name=settings.name,
        year=settings.year,
        subject=settings.subject,
        districts=districts,
        missing=tuple(e.name for e in profile.roster if e.name not in present),
        rejected=tuple(sorted(refused, key=lambda item: item.file)),
        totals=tuple(_totals(districts)),
        diagnostics=tuple(_notices(districts)),
    )


def _unfit(run: PublishedRun, given: Counter[str], settings: DistrictSettings) -> str:
    """Return in Chinese why a run does not count, '' when it does.

    Of two different runs of one district neither counts: nobody said which one is right.
    """
    found = run.summary
    if found.year != settings.year:
        return f"是{found.year}年的结果，本次汇总{settings.year}年"
    if found.subject != settings.subject:
        return f"汇总的是“{found.subject}”，本次汇总“{settings.subject}”"
    if given[found.district] > 1:
        return f"“{found.district}”指明了不止一次运行，结果不同"
    return ""


def _rejection(run: PublishedRun, why: str) -> Rejection:
    return Rejection(
        file=run.file,
        sha256=run.sha256,
        code="unfit_run",
        message=f"“{run.file}”不汇入：{why}。",
        remedy="请核对指明的目录；同一地区只指明一次运行。",
        department=run.summary.district,
    )


def _in_order(counted: dict[str, PublishedRun], profile: Profile) -> tuple[District, ...]:
    places = {entry.name: at for at, entry in enumerate(profile.roster)}
    names = sorted(counted, key=lambda name: (places.get(name, len(places)), name))
    return tuple(
        District(name=name, run=counted[name], folder=f"{at:02}{_FORBIDDEN.sub('_', name)}")
        for at, name in enumerate(names, start=1)
    )


def _totals(districts: Sequence[District]) -> Iterator[RegionTotal]:
    """Yield a total for each indicator and unit, in the order in which districts bring them."""
    parts: dict[tuple[str, str], list[tuple[District, Sum]]] = {}
    for district in districts:
        for total in district.run.summary.totals:
            parts.setdefault((total.indicator, total.unit), []).append((district, total))
    for (indicator, unit), found in parts.items():
        uppers = [total.upper for _, total in found]
        closed = [upper for upper in uppers if upper is not None]
        yield RegionTotal(
            indicator=indicator,
            unit=unit,
            value=sum((total.value for _, total in found), Decimal(0)),
            lower=sum((total.lower for _, total in found), Decimal(0)),
            upper=sum(closed, Decimal(0)) if len(closed) == len(uppers) else None,
            parts=tuple(found),
        )


# What may differ between districts' runs: code, severity, how it is said, whose value.
_DIFFERENCES: Final[tuple[tuple[str, Severity, str, Callable[[PublishedRun], str]], ...]] = (
    # Another catalogue counts other things under the same name.
    ("different_profiles", Severity.WARNING, "提纲、口径表等配置", lambda run: run.rules),
    # Another version may read a sentence differently; the totals still hold as published.
    ("different_programs", Severity.INFO, "程序版本", lambda run: run.program),
)


def _notices(districts: Sequence[District]) -> Iterator[Diagnostic]:
    """Yield what an official must know before comparing districts."""
    for code, severity, what, value in _DIFFERENCES:
        values = Counter(value(district.run) for district in districts)
        most = max(sorted(values), key=values.__getitem__, default="")
        others = [district.name for district in districts if value(district.run) != most]
        if others:
            yield Diagnostic(
                code=code,
                severity=severity,
                message=f"{'、'.join(others)}使用的{what}与其他地区不同，比较前请先核对。",
                remedy="请下发同一套 profile 和程序，各地区重新运行后再汇总。",
            )
