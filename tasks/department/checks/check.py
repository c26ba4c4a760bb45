"""All checks of one report, in order."""

from __future__ import annotations

from dataclasses import replace

from tasks.department.checks.completeness import (
    check_numbering,
    check_sections,
    check_traces,
    check_unplaced,
)
from tasks.department.checks.rule import Check, Subject
from tasks.department.checks.safety import check_personal_numbers
from tasks.department.checks.sums import (
    check_parts,
    check_percentages,
    check_rates,
    check_tables,
)
from tasks.department.checks.time_and_place import check_places, check_years
from tasks.department.checks.wording import check_slips
from tasks.department.report import DepartmentReport

CHECKS: tuple[Check, ...] = (
    check_parts,
    check_tables,
    check_rates,
    check_percentages,
    check_years,
    check_places,
    check_sections,
    check_unplaced,
    check_numbering,
    check_traces,
    check_personal_numbers,
    check_slips,
)
"""The rules, in the order in which their findings are listed."""


def check(subject: Subject) -> DepartmentReport:
    """Return the report with what the checks noticed added to its diagnostics."""
    found = tuple(diagnostic for rule in CHECKS for diagnostic in rule(subject))
    return replace(subject.report, diagnostics=(*subject.report.diagnostics, *found))
