"""What is known of one department's report after it was read, understood and checked."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.department.figures.figure import Figure, SkippedNumber
from tasks.department.figures.relation import Relation
from tasks.department.wording import Wording, wording_of
from tasks.diagnostics import Diagnostic
from tasks.document import Block, Properties, Traces
from tasks.intake.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The receipt: every character and every number is accounted for.

    `characters` counts the body's characters without white space; `in_sections` and
    `unplaced` add up to it. `numbers` counts the numbers in the text; `figures` and the
    counts in `skipped` (reason, count), sorted by reason, add up to it.
    """

    characters: int
    in_sections: int
    unplaced: int
    numbers: int
    figures: int
    skipped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentReport:
    """One department's report.

    `department` is the canonical roster name when the roster knows it (`known`), else the
    name the report gives itself, or None. `dated` is the report's own date as ISO text or
    ''. `evidence` says in Chinese where department and year were found. `relations` say
    how figures stand to each other, by their ids.
    `merged` are the outline's sections that are answered under another one's heading.
    """

    submission: Submission
    department: str | None
    known: bool
    year: int | None
    title: str | None
    dated: str
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    skipped: tuple[SkippedNumber, ...]
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage
    properties: Properties
    traces: Traces
    evidence: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    merged: tuple[int, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person, or a rule of theirs, said something of one of its figures."""
        return any(figure.original is not None or figure.review for figure in self.figures)

    @property
    def wording(self) -> Wording:
        """What it says as a whole."""
        return wording_of(self.blocks)
