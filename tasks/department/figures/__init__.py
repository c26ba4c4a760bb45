"""What is said in numbers: each quantity with its unit, its meaning and its place."""

from tasks.department.figures.extract import find_figures
from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.figures.numerals import Numeral, parse_numeral
from tasks.department.figures.prose import Extraction
from tasks.department.figures.relation import Relation, RelationKind, Term, TermRole

__all__ = [
    "Change",
    "Extraction",
    "Figure",
    "Kind",
    "Numeral",
    "Relation",
    "RelationKind",
    "Role",
    "SkippedNumber",
    "Term",
    "TermRole",
    "find_figures",
    "parse_numeral",
]
