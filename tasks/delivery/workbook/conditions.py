"""Formulas over the rows of the detail sheets: counting and adding where conditions hold."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.delivery.workbook.sheet import Placed

Details = Sequence[Placed]
"""The detail sheets in order: one, unless Excel's rows do not suffice."""

Condition = tuple[str, str]
"""A column's header, and what its cells must match: a criterion as SUMIFS has it."""


def count_where(details: Details, *conditions: Condition) -> str:
    """Return the formula (without `=`) that counts the rows where all conditions hold."""
    return "+".join(f"COUNTIFS({_ranges(sheet, conditions)})" for sheet in details)


def sum_where(details: Details, header: str, *conditions: Condition) -> str:
    """Return the formula (without `=`) that adds the column where all conditions hold."""
    return "+".join(
        f"SUMIFS({sheet.column(header)},{_ranges(sheet, conditions)})" for sheet in details
    )


def _ranges(sheet: Placed, conditions: Sequence[Condition]) -> str:
    return ",".join(f"{sheet.column(header)},{criterion}" for header, criterion in conditions)
