"""Corrections: what a person changed in the workbook, and figures with it applied.

The way goes from the workbook's bytes (`read_reviews`) to the rows she filled in, from
these to corrections and to what could not be taken over (`judge`), and from the log's
corrections in force (`effective`) to the reports that the totals are made of (`apply`).
"""

from __future__ import annotations

from tasks.corrections.apply import Applied, apply
from tasks.corrections.correction import Action, Correction, Scope
from tasks.corrections.judge import Ground, Judgement, Problem, judge
from tasks.corrections.log import correction_of, effective, entry_of, undoing, undone
from tasks.corrections.reader import Reviews, read_reviews

__all__ = [
    "Action",
    "Applied",
    "Correction",
    "Ground",
    "Judgement",
    "Problem",
    "Reviews",
    "Scope",
    "apply",
    "correction_of",
    "effective",
    "entry_of",
    "judge",
    "read_reviews",
    "undoing",
    "undone",
]
