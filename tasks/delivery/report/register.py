"""What was found of every sentence: a row for each, in columns of numbers.

A province has a million and a half sentences, and all of them are weighed; as objects with
their words they would fill the memory. Their words lie in the `library`: few of them are said.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tasks.delivery.report.judgement import Judgement


class Traits(NamedTuple):
    """The sort of a sentence; each field is the part of a `Judgement` of that name.

    Sentences are of a few thousand sorts, however many reports there are.
    """

    section: int
    headline: bool
    ahead: bool
    usable: bool
    figured: bool
    showable: bool
    sayable: bool
    theme: int
    side: int
    cause: int
    practices: int
    actors: int
    dissolving: int


_OF_ONE: Final = Traits._fields


@dataclass(slots=True)
class Register:
    """The sentences' columns, in reading order: of which of the `sorts`, and worth how much.

    `clause` holds the digests of all clauses, one sentence's behind the other's; `end` says
    where each sentence's end.
    """

    sorts: list[Traits] = field(default_factory=list)
    sort: array[int] = field(default_factory=lambda: array("I"))
    worth: array[int] = field(default_factory=lambda: array("h"))
    said_worth: array[int] = field(default_factory=lambda: array("h"))
    clause: array[int] = field(default_factory=lambda: array("Q"))
    end: array[int] = field(default_factory=lambda: array("I"))
    _known: dict[Traits, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.end)

    def add(self, entry: Entry) -> range:
        """Take in a report's sentences and return their rows."""
        first, begin = len(self.end), len(self.clause)
        codes = [self._code(traits) for traits in entry.sorts]
        self.sort.extend(map(codes.__getitem__, entry.sort))
        self.worth.extend(entry.worth)
        self.said_worth.extend(entry.said_worth)
        self.clause.extend(entry.clauses)
        self.end.extend(begin + end for end in entry.ends)
        return range(first, len(self.end))

    def traits(self, row: int) -> Traits:
        """Return the sort of the sentence in this row."""
        return self.sorts[self.sort[row]]

    def clauses(self, row: int) -> array[int]:
        """Return the digests of the clauses of the sentence in this row."""
        return self.clause[self.end[row - 1] if row else 0 : self.end[row]]

    def _code(self, traits: Traits) -> int:
        code = self._known.setdefault(traits, len(self.sorts))
        if code == len(self.sorts):
            self.sorts.append(traits)
        return code


class Entry(NamedTuple):
    """The part of the register that is one report's, as it is kept."""

    sorts: tuple[Traits, ...]
    sort: tuple[int, ...]
    worth: tuple[int, ...]
    said_worth: tuple[int, ...]
    clauses: tuple[int, ...]
    ends: tuple[int, ...]


def entry_of(judgements: Sequence[Judgement]) -> Entry:
    """Return what the register takes in of a report's sentences."""
    sorts = [traits_of(judgement) for judgement in judgements]
    codes = {traits: code for code, traits in enumerate(dict.fromkeys(sorts))}
    return Entry(
        sorts=tuple(codes),
        sort=tuple(codes[traits] for traits in sorts),
        worth=tuple(judgement.worth for judgement in judgements),
        said_worth=tuple(judgement.said_worth for judgement in judgements),
        clauses=tuple(digest for judgement in judgements for digest in judgement.clauses),
        ends=tuple(_ends(len(judgement.clauses) for judgement in judgements)),
    )


def traits_of(judgement: Judgement) -> Traits:
    """Return the sort of a sentence that was judged so."""
    return Traits(*(getattr(judgement, name) for name in _OF_ONE))


def _ends(counts: Iterable[int]) -> Iterable[int]:
    end = 0
    for count in counts:
        end += count
        yield end
