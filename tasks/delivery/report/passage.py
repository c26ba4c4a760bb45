"""What the district report consists of before it is laid out: passages with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.district.forms.values import FormSum, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One statement of the report.

    `sources` are references to the blocks it came from, `figures` to the figures it adds
    up (both `部门#id`, see `sources`). `original` is the sentence as the report has it, or
    '' for a statement made of totals or of many sentences; `quotes` are then the sentences
    behind it, one for each source, or none. `number` (一是 …) stands before the text and is
    no part of it.
    """

    text: str
    sources: Sequence[str]
    figures: Sequence[str] = ()
    original: str = ""
    quotes: Sequence[str] = ()
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Paragraphs under one heading of the second level; `title` is '' for none."""

    title: str
    paragraphs: tuple[tuple[Passage, ...], ...]

    @property
    def length(self) -> int:
        """The characters of its text."""
        return sum(len(said.text) for paragraph in self.paragraphs for said in paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A fixed table of the district: its `lead` says whose sum it is, `counts` what is printed.

    `total` names the figures behind each cell.
    """

    lead: Passage
    total: FormSum
    counts: Mapping[Place, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the outline; without themes and tables nobody reported anything for it."""

    title: str
    themes: tuple[Theme, ...]
    tables: tuple[FormTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The whole report's text: its opening and its sections in outline order."""

    opening: tuple[Passage, ...]
    sections: tuple[Section, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in reading order."""
        found = list(self.opening)
        for section in self.sections:
            for theme in section.themes:
                found += (passage for paragraph in theme.paragraphs for passage in paragraph)
            found += (table.lead for table in section.tables)
        return tuple(found)

    @property
    def tables(self) -> tuple[FormTable, ...]:
        """All fixed tables in reading order."""
        return tuple(table for section in self.sections for table in section.tables)
