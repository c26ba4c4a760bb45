"""Whose each sentence is, and where its words lie: the register's rows with their reports."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from tasks.delivery.places import PagedReport
from tasks.delivery.report.judgement import Said
from tasks.delivery.report.library import Library
from tasks.delivery.report.register import Register
from tasks.delivery.report.sources import reference


@dataclass(slots=True, eq=False)
class Voices:
    """All sentences of the counting reports; the place of a report is its own among them.

    `first` says for each report in which row of the register its sentences begin.
    """

    register: Register
    library: Library
    first: array[int] = field(default_factory=lambda: array("I"))

    def place(self, row: int) -> int:
        """Return the place of the report that the sentence in this row is of."""
        return bisect_right(self.first, row) - 1

    def page(self, row: int) -> PagedReport:
        """Return the report that the sentence in this row is of."""
        return self.library.pages[self.place(row)]

    def rows(self, place: int) -> range:
        """Return the rows of a report's sentences."""
        ends = self.first[place + 1 : place + 2] or (len(self.register),)
        return range(self.first[place], ends[0])

    def said(self, row: int) -> Said:
        """Return the words of the sentence in this row."""
        place = self.place(row)
        return self.library.words(place).said[row - self.first[place]]

    def source(self, row: int) -> str:
        """Return the reference to the block of the sentence in this row."""
        place = self.place(row)
        words = self.library.words(place)
        key = words.ids[words.said[row - self.first[place]].block]
        return reference(self.library.pages[place].name, key)

    def original(self, row: int) -> str:
        """Return the sentence in this row as it stands in its block."""
        said = self.said(row)
        return said.original or said.text
