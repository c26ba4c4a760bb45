"""A sentence of a report: its row in the register, its words in the library."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from tasks.delivery.report.judgement import Said
from tasks.delivery.report.library import Library
from tasks.delivery.report.register import Register
from tasks.delivery.report.sources import reference
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport

Order = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Speaking:
    """A counting report whose sentences these are; `place` is its own among them all.

    Its sentences begin in the register's row `first`.
    """

    department: str
    place: int
    report: DepartmentReport
    first: int
    register: Register
    library: Library


@dataclass(slots=True, eq=False)
class Sentence:
    """One whole sentence of a counting report."""

    row: int
    by: Speaking

    @property
    def _said(self) -> Said:
        return self.by.library.words(self.by.place).said[self.row - self.by.first]

    @property
    def department(self) -> str:
        """The name of the department that says it."""
        return self.by.department

    @property
    def text(self) -> str:
        """The sentence as it may be said."""
        return self._said.text

    @property
    def original(self) -> str:
        """The sentence as it stands in its block."""
        said = self._said
        return said.original or said.text

    @property
    def shown(self) -> str | None:
        """What it shows of its department in a clause or two, None where it cannot be."""
        return self._said.shown if self.by.register.showable[self.row] else None

    @property
    def unnamed(self) -> str | None:
        """The sentence as said of the whole district, None where it cannot be."""
        if not self.by.register.sayable[self.row]:
            return None
        said = self._said
        return said.unnamed or said.text

    @property
    def section(self) -> int:
        """The section of the outline (1-based), 0 for none."""
        return self.by.register.section[self.row]

    @property
    def ahead(self) -> bool:
        """Whether it is planned, in a section of problems and plans."""
        return bool(self.by.register.ahead[self.row])

    @property
    def usable(self) -> bool:
        """Whether it may be said at all."""
        return bool(self.by.register.usable[self.row])

    @property
    def figured(self) -> bool:
        """Whether it has figures."""
        return bool(self.by.register.figured[self.row])

    @property
    def showable(self) -> bool:
        """Whether it shows something of its department in a clause or two."""
        return bool(self.by.register.showable[self.row])

    @property
    def theme(self) -> int:
        """Its theme's place in the lexicon."""
        return self.by.register.theme[self.row]

    @property
    def side(self) -> int:
        """The place of its side in the lexicon, -1 for none."""
        return self.by.register.side[self.row]

    @property
    def cause(self) -> int:
        """The place of its cause in the lexicon, -1 for none."""
        return self.by.register.cause[self.row]

    @property
    def practices(self) -> int:
        """A bit for each practice that it tells of."""
        return self.by.register.practices[self.row]

    @property
    def actors(self) -> int:
        """A bit for each sort of people that it names."""
        return self.by.register.actors[self.row]

    @property
    def dissolving(self) -> int:
        """Whether it may stand without its department (`Dissolving`)."""
        return self.by.register.dissolving[self.row]

    @property
    def worth(self) -> int:
        """How much it tells."""
        return self.by.register.worth[self.row]

    @property
    def shown_worth(self) -> int:
        """How much that tells which it shows of its department."""
        return self.by.register.shown_worth[self.row]

    @property
    def unnamed_worth(self) -> int:
        """How much it tells of the whole district."""
        return self.by.register.unnamed_worth[self.row]

    @property
    def source(self) -> str:
        """The reference to its block."""
        ids = self.by.library.words(self.by.place).ids
        return reference(self.by.department, ids[self.by.register.block[self.row]])

    @property
    def order(self) -> Order:
        """What sorts sentences as the reports are read."""
        register, row = self.by.register, self.row
        return self.by.place, register.block[row], register.start[row]

    @property
    def references(self) -> tuple[str, ...]:
        """The references to its figures."""
        return tuple(reference(self.by.department, key) for key in self._said.figures.split())

    @property
    def clauses(self) -> array[int]:
        """Digests of its clauses, none where it has figures."""
        return self.by.register.clauses(self.row)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, looked up in the report: few sentences are asked for them."""
        if not self.figured:
            return ()
        known = {figure.id: figure for figure in self.by.report.figures}
        return tuple(known[key] for key in self._said.figures.split())
