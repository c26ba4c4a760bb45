"""Whose each sentence is, and where its words lie: the register's rows with their reports."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from tasks.delivery.places import PagedReport
from tasks.delivery.report.book import Book
from tasks.delivery.report.judgement import Said
from tasks.delivery.report.library import Library, Words
from tasks.delivery.report.register import Register
from tasks.delivery.report.sources import reference

_AT_HAND: Final = 1_024  # sentences: a statement's references are asked for, then its quotes
_BETWEEN: Final = "\0"
"""No text that may be shown has this sign."""


class Quote(NamedTuple):
    """What is quoted of a sentence: whose, its block's id, and its words as `Said` has them."""

    department: str
    block: str
    text: str
    original: str
    unnamed: str


class Opening(NamedTuple):
    """What is kept of a report as a whole: the id of its first block, digests of its sentences.

    Either is '' where it has none.
    """

    block: str
    digests: str


class Voices:
    """All sentences of the counting reports; the place of a report is its own among them.

    `first` says for each report in which row of the register its sentences begin. The book has
    what is kept of the report and, behind it, a text for each of its sentences: '' for one
    whose words are looked up in the library. `quote` returns what is quoted of the sentence in
    a row. Of few reports the words stay at hand, and the book has nothing of their sentences.
    """

    def __init__(self, register: Register, library: Library, book: Book) -> None:
        """Begin with no report; the library knows them all."""
        self.register, self.library, self.book = register, library, book
        self.first = array("I")
        # Not of a method: the cache would hold what holds it, long after the run.
        self.quote = lru_cache(_AT_HAND)(partial(_looked_up, library, book, self.first))

    def add(self, rows: range, quoted: Callable[[int], bool], words: Words, digests: str) -> None:
        """Take in the next report: its rows, whether one is to be `quoted`, its words."""
        self.first.append(rows.start)
        opening = _BETWEEN.join((words.ids[0] if words.ids else "", digests))
        said = zip(rows, () if self.library.small else words.said, strict=False)
        self.book.write(
            opening,
            *(_BETWEEN.join(_words(words, one)) if quoted(row) else "" for row, one in said),
        )

    def place(self, row: int) -> int:
        """Return the place of the report that the sentence in this row is of."""
        return bisect_right(self.first, row) - 1

    def page(self, row: int) -> PagedReport:
        """Return the report that the sentence in this row is of."""
        return self.library.pages[self.place(row)]

    def rows(self, place: int) -> range:
        """Return the rows of a report's sentences."""
        ends: Sequence[int] = self.first[place + 1 : place + 2] or (len(self.register),)
        return range(self.first[place], ends[0])

    def opening(self, place: int) -> Opening:
        """Return what is kept of a report as a whole."""
        number = place if self.library.small else place + self.first[place]
        return Opening(*self.book.read(number).split(_BETWEEN))

    def said(self, row: int) -> Said:
        """Return all words of the sentence in this row."""
        place = bisect_right(self.first, row) - 1
        return self.library.words(place).said[row - self.first[place]]

    def worded(self, row: int) -> Quote | Said:
        """Return the words of the sentence in this row, from where they are found fastest."""
        return self.said(row) if self.library.small else self.quote(row)

    def source(self, row: int) -> str:
        """Return the reference to the block of the sentence in this row."""
        if not self.library.small:
            quote = self.quote(row)
            return reference(quote.department, quote.block)
        place = bisect_right(self.first, row) - 1
        words = self.library.words(place)
        block = words.said[row - self.first[place]].block
        return reference(self.library.pages[place].name, words.ids[block])

    def original(self, row: int) -> str:
        """Return the sentence in this row as it stands in its block."""
        words = self.worded(row)
        return words.original or words.text

    def unnamed(self, row: int) -> str:
        """Return the sentence in this row, which can be, as said of the whole district."""
        words = self.worded(row)
        return words.unnamed or words.text


def _looked_up(library: Library, book: Book, first: Sequence[int], row: int) -> Quote:
    place = bisect_right(first, row) - 1
    name = library.pages[place].name
    text = book.read(row + place + 1)
    if text:
        return Quote(name, *text.split(_BETWEEN))
    words = library.words(place)
    return Quote(name, *_words(words, words.said[row - first[place]]))


def _words(words: Words, said: Said) -> tuple[str, str, str, str]:
    """Return what a `Quote` has of a sentence besides its department."""
    return words.ids[said.block], said.text, said.original, said.unnamed or ""
