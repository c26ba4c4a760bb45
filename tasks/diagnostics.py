"""What was noticed about a report or a file: odd, missing or contradictory.

A diagnostic travels with the value it is about; it never stops a stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters to the person who signs for the figures."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing noticed, and where.

    `code` is a stable snake_case name, `message` says in Chinese what was found (naming
    the place in words), `remedy` says in Chinese what to do about it (or is empty), and
    `block` is the index of the block it is about, or None when it is about the whole.
    `departments` are those it concerns, when it is about the district and not one report.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""
    block: int | None = None
    departments: tuple[str, ...] = ()
