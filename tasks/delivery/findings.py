"""Everything that needs a look, in one list: of each report, of the district, between reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.places import PagedReport, paged_reports
from tasks.delivery.rule_names import rule_name
from tasks.delivery.sketch import Sketch
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction, District

DISTRICT: Final = "全区"
_CONTRADICTION: Final = "contradiction"
_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at, in words, with the way to it.

    `department` is 全区 when it is about the district; `page` and `anchor` are the evidence
    page (`区司法局.html`) and the place on it, '' when there is none.
    """

    severity: Severity
    rule: str
    department: str
    message: str
    place: str
    remedy: str
    page: str = ""
    anchor: str = ""


def findings(
    district: District,
    pages: Sequence[PagedReport] | None = None,
    sketches: Sequence[Sketch] | None = None,
) -> tuple[Finding, ...]:
    """Return all findings, the gravest first; within a severity in the district's order.

    The places inside reports come from their sketches, those of `pages`; without them they
    are left out.
    """
    paged = paged_reports(district) if pages is None else pages
    by_department = {page.department: page for page in reversed(paged)}
    found = [_whole(diagnostic, district, by_department) for diagnostic in district.diagnostics]
    found += [_between(contradiction, by_department) for contradiction in _untold(district)]
    for number, page in enumerate(paged):
        told = page.report.diagnostics
        if told:  # the sketches of the others need not be read
            places = sketches[number].places if sketches else [("", "")] * len(told)
            found += [
                _inside(page, diagnostic, place, anchor)
                for diagnostic, (place, anchor) in zip(told, places, strict=True)
            ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _untold(district: District) -> tuple[Contradiction, ...]:
    """Return the contradictions that no district diagnostic names already."""
    told = [d.message for d in district.diagnostics if d.code == _CONTRADICTION]
    return tuple(
        c for c in district.contradictions if not any(c.subject in message for message in told)
    )


def _whole(diagnostic: Diagnostic, district: District, pages: Mapping[str, PagedReport]) -> Finding:
    """Return the finding; one about a contradiction leads to the first of its values."""
    about = [
        contradiction
        for contradiction in district.contradictions
        if diagnostic.code == _CONTRADICTION and contradiction.subject in diagnostic.message
    ]
    page, anchor = _first_place(about[0], pages) if about else ("", "")
    return Finding(
        severity=diagnostic.severity,
        rule=rule_name(diagnostic.code),
        department=_departments(about[0]) if about else _concerned(diagnostic),
        message=diagnostic.message,
        place=DISTRICT,
        remedy=diagnostic.remedy,
        page=page,
        anchor=anchor,
    )


def _between(contradiction: Contradiction, pages: Mapping[str, PagedReport]) -> Finding:
    said = "；".join(f"{department}为{value}" for department, value, _ in contradiction.values)
    page, anchor = _first_place(contradiction, pages)
    return Finding(
        severity=Severity.WARNING,
        rule=rule_name(_CONTRADICTION),
        department=_departments(contradiction),
        message=f"“{contradiction.subject}”各部门数值不一致：{said}。",
        place=DISTRICT,
        remedy="请相关部门核对后确定一个口径。",
        page=page,
        anchor=anchor,
    )


def _concerned(diagnostic: Diagnostic) -> str:
    """Return the departments that a diagnostic of the district is about, else 全区."""
    return "、".join(map(shown, diagnostic.departments)) or DISTRICT


def _departments(contradiction: Contradiction) -> str:
    return "、".join(dict.fromkeys(department for department, _, _ in contradiction.values))


def _first_place(contradiction: Contradiction, pages: Mapping[str, PagedReport]) -> tuple[str, str]:
    for department, _, figure in contradiction.values:
        if department in pages:
            page = pages[department]
            return page.page, page.figure_anchor(figure)
    return "", ""


def _inside(page: PagedReport, diagnostic: Diagnostic, place: str, anchor: str) -> Finding:
    return Finding(
        severity=diagnostic.severity,
        rule=rule_name(diagnostic.code),
        department=page.name,
        message=diagnostic.message,
        place=place,
        remedy=diagnostic.remedy,
        page=page.page,
        anchor=anchor,
    )
