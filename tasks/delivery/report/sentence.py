"""A sentence of a report with all that was found of it by itself, kept from run to run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from tasks.delivery.report.sources import reference
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport

Order = tuple[int, int, int]


class Dissolving(IntEnum):
    """Whether a sentence may stand without its department."""

    NEVER = 0
    ALWAYS = 1
    ASK = 2
    """It depends on whether other departments have figures of the kind."""


class Judgement(NamedTuple):
    """What follows from the sentence's own report and the profile.

    It stands in the report's block of this index, `start` is its place there. `text` is without
    numbering and links before it and ends with 。; of what is planned in a section of
    problems and plans (`ahead`) also without what the lead says. `original` is as it stands
    in the block, or '' when that is the text itself. `headline` is a heading that is a whole
    sentence. `figures` are the ids of its figures, `clauses` digests of the clauses of a
    sentence without any; both with blanks between them, for there are many sentences.

    `theme`, `side` and `cause` are places in the lexicon, -1 for none; `practices` has a bit
    for each practice. `shown` is what it shows of its department in a clause or two,
    `unnamed` how it is said of the whole district, each with its worth; None where it
    cannot be, and '' where that is the text itself.
    """

    block: int
    start: int
    section: int
    headline: bool
    ahead: bool
    text: str
    original: str
    figures: str
    theme: int
    side: int
    cause: int
    practices: int
    clauses: str
    usable: bool
    worth: int
    dissolving: int
    shown: str | None
    shown_worth: int
    unnamed: str | None
    unnamed_worth: int


@dataclass(frozen=True, slots=True, eq=False)
class Speaking:
    """A counting report whose sentences these are; `place` is its own among them all.

    `ids` are those of its blocks, in their order.
    """

    department: str
    place: int
    report: DepartmentReport
    ids: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Sentence:
    """One whole sentence of a counting report."""

    found: Judgement
    by: Speaking

    @property
    def department(self) -> str:
        """The name of the department that says it."""
        return self.by.department

    @property
    def text(self) -> str:
        """The sentence as it may be said."""
        return self.found.text

    @property
    def original(self) -> str:
        """The sentence as it stands in its block."""
        return self.found.original or self.found.text

    @property
    def unnamed(self) -> str | None:
        """The sentence as said of the whole district, None where it cannot be."""
        return self.found.text if self.found.unnamed == "" else self.found.unnamed

    @property
    def section(self) -> int:
        """The section of the outline (1-based)."""
        return self.found.section

    @property
    def source(self) -> str:
        """The reference to its block."""
        return reference(self.by.department, self.by.ids[self.found.block])

    @property
    def order(self) -> Order:
        """What sorts sentences as the reports are read."""
        return self.by.place, self.found.block, self.found.start

    @property
    def references(self) -> tuple[str, ...]:
        """The references to its figures."""
        return tuple(reference(self.by.department, key) for key in self.found.figures.split())

    @property
    def clauses(self) -> list[str]:
        """Digests of its clauses, none where it has figures."""
        return self.found.clauses.split()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, looked up in the report: few sentences are asked for them."""
        if not self.found.figures:
            return ()
        known = {figure.id: figure for figure in self.by.report.figures}
        return tuple(known[key] for key in self.found.figures.split())
