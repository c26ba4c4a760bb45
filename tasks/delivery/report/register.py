"""What was found of every sentence: a row for each, in columns of numbers.

A province has a million and a half sentences, and all of them are weighed; as objects with
their words they would fill the memory. Their words lie in the `library`, for few of them are
said, and the digests of their clauses in a file.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import IO, Final, NamedTuple

from tasks.delivery.report.judgement import Judgement
from tasks.delivery.store import Store
from tasks.spans import widened

_DIGEST: Final = 8  # bytes


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


class Register:
    """The sentences' columns, in reading order: of which of the `sorts`, and worth how much."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        """Begin with none; `file` takes the digests of their clauses, else they are in memory."""
        self.sorts: list[Traits] = []
        self.sort, self.worth, self.said_worth = array("H"), array("h"), array("h")
        self._known: dict[Traits, int] = {}
        self._clauses = Store(file, what="汇总报告的底稿", unit=_DIGEST)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.sort)

    def add(self, entry: Entry) -> range:
        """Take in a report's sentences and return their rows."""
        first = len(self)
        codes = [self._code(traits) for traits in entry.sorts]
        self.sort = widened(self.sort, len(self.sorts))
        self.sort.extend(map(codes.__getitem__, entry.sort))
        self.worth.extend(entry.worth)
        self.said_worth.extend(entry.said_worth)
        self._clauses.write_joined(array("Q", entry.clauses).tobytes(), entry.counts)
        return range(first, len(self))

    def traits(self, row: int) -> Traits:
        """Return the sort of the sentence in this row."""
        return self.sorts[self.sort[row]]

    def clauses(self, row: int) -> array[int]:
        """Return the digests of the clauses of the sentence in this row."""
        return array("Q", self._clauses.read(row))

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
    counts: tuple[int, ...]


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
        counts=tuple(len(judgement.clauses) for judgement in judgements),
    )


def traits_of(judgement: Judgement) -> Traits:
    """Return the sort of a sentence that was judged so."""
    return Traits(*(getattr(judgement, name) for name in _OF_ONE))
