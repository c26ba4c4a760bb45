"""A correction: what a person said of one figure, and how the figure stood then."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Action(StrEnum):
    """What was said of the figure."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REMOVE = "remove"
    UNDO = "undo"


class Scope(StrEnum):
    """Which other figures a corrected indicator is a rule for."""

    FIGURE = "figure"
    DEPARTMENT = "department"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction.

    `number` is its place in the log (0: not there yet). `figure` is the figure's stable id;
    `section`, `sentence`, `said` (its characters), `said_value` with `unit` (normalised)
    and `indicator` (in the report's words) are how it stood, so that it is found again in
    a re-submission. `new_value` is in the normalised unit (None: the value stays);
    `new_indicator` the catalogue's name ('' for none; None: it stays). `replaces` is the
    number of the correction that the figure had been carried over from an earlier report.
    """

    number: int = 0
    action: Action
    year: int
    department: str
    figure: str
    section: int | None
    sentence: str
    said: str
    said_value: Decimal
    unit: str
    indicator: str
    new_value: Decimal | None = None
    new_indicator: str | None = None
    scope: Scope = Scope.FIGURE
    remark: str = ""
    replaces: int | None = None

    @property
    def effect(self) -> tuple[Action, Decimal | None, str | None]:
        """What it makes of a figure."""
        return self.action, self.new_value, self.new_indicator

    @property
    def key(self) -> tuple[int, str, str]:
        """What two corrections of the same figure share."""
        return self.year, self.department, self.figure

    @property
    def is_rule(self) -> bool:
        """Whether its indicator holds for like figures too."""
        return self.new_indicator is not None and self.scope is not Scope.FIGURE
