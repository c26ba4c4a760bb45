"""All checks of one report, in order."""

from __future__ import annotations

from dataclasses import replace

from tasks.department.checks.agreement import check_agreement
from tasks.department.checks.balances import check_balances
from tasks.department.checks.changes import check_changes
from tasks.department.checks.completeness import (
    check_attachments,
    check_placeholders,
    check_sections,
    check_traces,
    check_unplaced,
)
from tasks.department.checks.marks import check_halfwidth, check_pairs
from tasks.department.checks.names import check_departments, check_places, check_self_words
from tasks.department.checks.parts import check_parts
from tasks.department.checks.rates import check_percentages, check_rates, check_shares
from tasks.department.checks.rule import Check, Subject
from tasks.department.checks.safety import check_personal_numbers, check_secret_marks
from tasks.department.checks.sequence import check_numbering, check_points
from tasks.department.checks.tables import check_tables
from tasks.department.checks.wording import check_repeated, check_slips
from tasks.department.checks.years import check_dates, check_plans, check_years
from tasks.department.report import DepartmentReport

CHECKS: tuple[Check, ...] = (
    check_parts,
    check_tables,
    check_balances,
    check_rates,
    check_shares,
    check_percentages,
    check_changes,
    check_agreement,
    check_years,
    check_plans,
    check_dates,
    check_places,
    check_departments,
    check_self_words,
    check_sections,
    check_unplaced,
    check_attachments,
    check_numbering,
    check_points,
    check_traces,
    check_placeholders,
    check_personal_numbers,
    check_secret_marks,
    check_slips,
    check_repeated,
    check_halfwidth,
    check_pairs,
)
"""The rules, in the order in which their findings are listed."""


def check(subject: Subject) -> DepartmentReport:
    """Return the report with what the checks noticed added to its diagnostics."""
    found = tuple(diagnostic for rule in CHECKS for diagnostic in rule(subject))
    return replace(subject.report, diagnostics=(*subject.report.diagnostics, *found))
