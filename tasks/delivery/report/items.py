"""A cause of problems or plans with what speaks to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tasks.delivery.report.selection import Candidate
from tasks.profile.lexicon import Cause


class Behind(NamedTuple):
    """A sentence that speaks to a cause: whose, the reference to its block, its words there."""

    department: str
    source: str
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A cause with what speaks to it: statements that may stand, the best first, and all."""

    cause: Cause
    ranked: tuple[Candidate, ...]
    behind: tuple[Behind, ...]

    @property
    def departments(self) -> int:
        """How many departments speak of it."""
        return len({one.department for one in self.behind})
