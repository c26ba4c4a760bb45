"""A cause of problems or plans with what speaks to it."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.delivery.report.rows import Rows
from tasks.profile.lexicon import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A cause with what speaks to it: statements that may stand, the best first, and all.

    `departments` says how many departments speak of it.
    """

    cause: Cause
    ranked: Rows
    behind: Rows
    departments: int
