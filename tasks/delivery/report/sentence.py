"""A sentence of a report: its row in the register, its words in the library."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from tasks.delivery.report.register import Traits
from tasks.delivery.report.sources import reference
from tasks.delivery.report.voices import Voices
from tasks.department.figures.figure import Figure


@dataclass(slots=True, eq=False)
class Sentence:
    """One whole sentence of a counting report, made when it is asked for.

    It is the row that is held: two of the same row are the same sentence. Rows are in the
    order in which the reports are read.
    """

    voices: Voices
    row: int

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same sentence of the same report."""
        return isinstance(other, Sentence) and self.row == other.row and self.voices is other.voices

    def __hash__(self) -> int:
        """Return the row's."""
        return hash(self.row)

    @property
    def traits(self) -> Traits:
        """Its sort: whatever is found of many sentences alike."""
        return self.voices.register.traits(self.row)

    @property
    def department(self) -> str:
        """The name of the department that says it."""
        return self.voices.page(self.row).name

    @property
    def text(self) -> str:
        """The sentence as it may be said."""
        return self.voices.worded(self.row).text

    @property
    def original(self) -> str:
        """The sentence as it stands in its block."""
        return self.voices.original(self.row)

    @property
    def shown(self) -> str | None:
        """What it shows of its department in a clause or two, None where it cannot be."""
        return self.voices.said(self.row).shown if self.traits.showable else None

    @property
    def unnamed(self) -> str | None:
        """The sentence as said of the whole district, None where it cannot be."""
        return self.voices.unnamed(self.row) if self.traits.sayable else None

    @property
    def worth(self) -> int:
        """How much it tells."""
        return self.voices.register.worth[self.row]

    @property
    def said_worth(self) -> int:
        """How much that tells which it shows of its department, or says of the district."""
        return self.voices.register.said_worth[self.row]

    @property
    def source(self) -> str:
        """The reference to its block."""
        return self.voices.source(self.row)

    @property
    def references(self) -> tuple[str, ...]:
        """The references to its figures."""
        keys = self.voices.said(self.row).figures.split()
        return tuple(reference(self.department, key) for key in keys)

    @property
    def clauses(self) -> array[int]:
        """Digests of its clauses, none where it has figures or may not be said."""
        return self.voices.register.clauses(self.row)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, looked up in the report: few sentences are asked for them."""
        if not self.traits.figured:
            return ()
        known = {figure.id: figure for figure in self.voices.page(self.row).report.figures}
        return tuple(known[key] for key in self.voices.said(self.row).figures.split())
