"""A cause of problems or plans with what speaks to it."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentence import Sentence
from tasks.profile.lexicon import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A cause with what speaks to it: statements that may stand, the best first, and all."""

    cause: Cause
    ranked: tuple[Candidate, ...]
    behind: tuple[Sentence, ...]

    @property
    def departments(self) -> int:
        """How many departments speak of it."""
        return len({sentence.department for sentence in self.behind})
