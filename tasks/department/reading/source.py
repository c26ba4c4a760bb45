"""One Word file while it is being read: its parts on demand, and what has been counted."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from tasks.department.reading.limits import Limits
from tasks.department.reading.markup import Element, W
from tasks.department.reading.numbering import Counters, Numbering
from tasks.department.reading.package import Package, Relationship
from tasks.department.reading.refusal import Code, Refusal
from tasks.department.reading.sheets import sheet_of
from tasks.department.reading.styles import StyleSheet
from tasks.document import Look, Story

_RULES_BETWEEN: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


MOST_EMBEDDED: Final = 8
"""Embedded Word documents that are read; no report has so many."""


@dataclass(slots=True)
class Tally:
    """What was met and is not text: the makings of `Traces`."""

    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    hidden_characters: int = 0
    pictures: int = 0
    foreign_chunks: int = 0
    paragraphs: int = 0


@dataclass
class Source:
    """A package with its main part, and all that its texts share.

    `read_once` holds what is anchored in a text and was read already: a note that is
    referred to twice is still one text. `looks` are those made so far, by what made them.
    `embedded` says that the file stands in another one, and `chunks_left` how many
    documents may still be embedded in this one.
    """

    package: Package
    main: str
    limits: Limits
    tally: Tally = field(default_factory=Tally)
    counters: dict[Story, Counters] = field(default_factory=dict)
    looks: dict[tuple[object, ...], Look] = field(default_factory=dict)
    read_once: set[tuple[str, str]] = field(default_factory=set)
    embedded: bool = False
    chunks_left: int = MOST_EMBEDDED

    @cached_property
    def styles(self) -> StyleSheet:
        """The style sheet; an empty one where the file has none."""
        return sheet_of(self.package, self._name_of("styles"), self._name_of("theme"))

    @cached_property
    def numbering(self) -> Numbering:
        """The lists; none where the file defines none."""
        return Numbering(self.part("numbering"), self.styles.list_of)

    def part(self, kind: str) -> Element | None:
        """Return the root of the main part's only `kind` of part, None if there is none.

        Found by relationship; a package without relationships has it beside the main part.
        """
        name = self._name_of(kind)
        return None if name is None else self.package.xml(name)

    def _name_of(self, kind: str) -> str | None:
        names = self.related(kind)
        if names:
            return names[0]
        beside = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return beside if beside in self.package else None

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts of that kind, each once, in file order."""
        targets = [each.target for each in self.targets.values() if each.kind == kind]
        return [name for name in dict.fromkeys(targets) if name and name in self.package]

    @cached_property
    def targets(self) -> dict[str, Relationship]:
        """The main part's relationships by id."""
        return {each.id: each for each in self.package.relationships(self.main)}

    def note(self, story: Story, identity: str) -> Element | None:
        """Return a footnote or endnote the first time it is asked for, later None."""
        if (story, identity) in self.read_once:
            return None
        self.read_once.add((story, identity))
        notes = self._footnotes if story is Story.FOOTNOTE else self._endnotes
        return notes.get(identity)

    @cached_property
    def _footnotes(self) -> dict[str, Element]:
        return _notes(self.part("footnotes"), "footnote")

    @cached_property
    def _endnotes(self) -> dict[str, Element]:
        return _notes(self.part("endnotes"), "endnote")

    def count_paragraph(self) -> None:
        """Count one paragraph more. Raises Refusal (too_large)."""
        self.tally.paragraphs += 1
        if self.tally.paragraphs > self.limits.paragraphs:
            raise Refusal(Code.TOO_LARGE, f"段落超过 {self.limits.paragraphs} 个")


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {
        note.get(W + "id", ""): note
        for note in root.iterchildren(W + kind)
        if note.get(W + "type") not in _RULES_BETWEEN
    }
