"""What was found of every sentence: a row for each, in columns of numbers.

A province has a million and a half sentences, and all of them are weighed; as objects with
their words they would fill the memory. Their words lie in the `library`: few of them are said.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final, NamedTuple

from tasks.delivery.report.judgement import Judgement

_Columns = tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class Register:
    """The sentences' columns; each field is the part of a `Judgement` of that name.

    True is 1. `clause` holds the digests of all clauses, one sentence's behind the other's;
    `end` says where each sentence's end.
    """

    block: array[int] = field(default_factory=lambda: array("I"))
    start: array[int] = field(default_factory=lambda: array("I"))
    section: array[int] = field(default_factory=lambda: array("H"))
    headline: array[int] = field(default_factory=lambda: array("B"))
    ahead: array[int] = field(default_factory=lambda: array("B"))
    usable: array[int] = field(default_factory=lambda: array("B"))
    figured: array[int] = field(default_factory=lambda: array("B"))
    showable: array[int] = field(default_factory=lambda: array("B"))
    sayable: array[int] = field(default_factory=lambda: array("B"))
    theme: array[int] = field(default_factory=lambda: array("h"))
    side: array[int] = field(default_factory=lambda: array("h"))
    cause: array[int] = field(default_factory=lambda: array("h"))
    practices: array[int] = field(default_factory=lambda: array("Q"))
    actors: array[int] = field(default_factory=lambda: array("Q"))
    dissolving: array[int] = field(default_factory=lambda: array("B"))
    worth: array[int] = field(default_factory=lambda: array("h"))
    shown_worth: array[int] = field(default_factory=lambda: array("h"))
    unnamed_worth: array[int] = field(default_factory=lambda: array("h"))
    clause: array[int] = field(default_factory=lambda: array("Q"))
    end: array[int] = field(default_factory=lambda: array("I"))

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.end)

    def add(self, entry: Entry) -> range:
        """Take in a report's sentences and return their rows."""
        first, begin = len(self.end), len(self.clause)
        for name, column in zip(_NAMES, entry.columns, strict=True):
            getattr(self, name).extend(column)
        self.clause.extend(entry.clauses)
        self.end.extend(begin + end for end in entry.ends)
        return range(first, len(self.end))

    def clauses(self, row: int) -> array[int]:
        """Return the digests of the clauses of the sentence in this row."""
        return self.clause[self.end[row - 1] if row else 0 : self.end[row]]


_NAMES: Final = tuple(name for name in Register.__slots__ if name not in {"clause", "end"})
_OF_ONE: Final = attrgetter(*_NAMES)


class Entry(NamedTuple):
    """The part of the register that is one report's, as it is kept."""

    columns: _Columns
    clauses: tuple[int, ...]
    ends: tuple[int, ...]


def entry_of(judgements: Sequence[Judgement]) -> Entry:
    """Return what the register takes in of a report's sentences."""
    rows = [tuple(map(int, _OF_ONE(judgement))) for judgement in judgements]
    return Entry(
        columns=tuple(zip(*rows, strict=True)) or ((),) * len(_NAMES),
        clauses=tuple(digest for judgement in judgements for digest in judgement.clauses),
        ends=tuple(_ends(len(judgement.clauses) for judgement in judgements)),
    )


def _ends(counts: Iterable[int]) -> Iterable[int]:
    end = 0
    for count in counts:
        end += count
        yield end
