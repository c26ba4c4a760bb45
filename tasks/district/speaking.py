"""Which reports say anything of an indicator: the others need not be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tasks.department.report import DepartmentReport


def speaking(reports: Iterable[DepartmentReport]) -> Mapping[str, tuple[DepartmentReport, ...]]:
    """Return by the indicator's name the reports with a figure of it, in their order."""
    found: dict[str, list[DepartmentReport]] = {}
    for report in reports:
        for name in dict.fromkeys(figure.canonical for figure in report.figures):
            if name is not None:
                found.setdefault(name, []).append(report)
    return {name: tuple(own) for name, own in found.items()}
