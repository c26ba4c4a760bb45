"""What lies before the composer while a report grows, and what has been said already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tasks.delivery.report.alike import Told
from tasks.delivery.report.book import Book
from tasks.delivery.report.dissolving import kind
from tasks.delivery.report.items import Item
from tasks.delivery.report.judged import Judged, judge_sentences
from tasks.delivery.report.judging import Judge
from tasks.delivery.report.lexicon import Lexicon, lexicon_of
from tasks.delivery.report.library import Library
from tasks.delivery.report.naming import Speaker, speaker
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.register import Register, Traits
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.sources import Sources, department_of, reference
from tasks.delivery.report.voices import Voices
from tasks.delivery.wording import Wording, wording
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Severity
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.lexicon import Topic
from tasks.profile.model import Profile

_AT_HAND: Final = 1_024  # departments, each as it is called


@dataclass(slots=True)
class Desk:
    """The district with its sentences, each total's home section, and what was used so far.

    `judged` holds all sentences; in the rows `disputed` are those with a figure in doubt.
    `taken` are the sentences said, `used` how often each department was heard. The other
    collections hold what was asked for before: `sections` the rows under each where there are few,
    `items` by section and whether they look ahead.
    """

    district: District
    profile: Profile
    sources: Sources
    judged: Judged
    disputed: frozenset[int]
    homes: dict[str, int]
    wording: Wording
    lexicon: Lexicon
    taken: Told = field(default_factory=Told)
    used: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    items: dict[tuple[int, bool], list[Item]] = field(default_factory=dict)
    sections: dict[int, Rows] = field(default_factory=dict)
    practising: Rows | None = None

    @property
    def sentences(self) -> Rows:
        """The sentences that may be said: those none of whose figures is in doubt."""
        return self._undisputed(lambda traits: not traits.headline)

    @property
    def headlines(self) -> Rows:
        """The headings that are statements."""
        return self.judged.every.where(lambda traits: traits.headline)

    def topic(self, traits: Traits) -> Topic:
        """Return the theme that such sentences belong to."""
        return self.lexicon.topics[traits.theme]

    def who(self, department: str) -> Speaker:
        """Return how to call the department."""
        if department not in self.speakers:
            if len(self.speakers) >= _AT_HAND:
                self.speakers.clear()
            self.speakers[department] = speaker(department, self.profile)
        return self.speakers[department]

    def shared(self, figure: Figure) -> bool:
        """Return whether not only the department of this figure has one of its kind.

        Of a kind are figures in the same unit whose names end in the same noun.
        """
        return self.judged.kinds[kind(figure)] > 1

    def inside(self, section: int) -> Rows:
        """Return the sentences under a section (1-based)."""
        if section in self.sections:
            return self.sections[section]
        rows = self._undisputed(lambda traits: traits.section == section and not traits.headline)
        if self.judged.voices.library.small:  # of many reports they would fill a memory
            self.sections[section] = rows
        return rows

    def _undisputed(self, wanted: Callable[[Traits], bool]) -> Rows:
        rows = self.judged.every.where(wanted)
        if not self.disputed:
            return rows
        return rows.of(row for row in rows.numbers if row not in self.disputed)


def lay_out(
    district: District,
    profile: Profile,
    shelf: Shelf | None = None,
    *,
    book: Book | None = None,
    register: Register | None = None,
) -> Desk:
    """Return the desk at the beginning, nothing said yet.

    The `shelf` keeps sentences judged. What is found of them goes into the `register`, what may
    be quoted into the `book`: both empty, or in memory.
    """
    shelf = shelf or Shelf()
    sources = Sources(district, shelf)
    lexicon = lexicon_of(profile)
    judge = Judge(profile=profile, lexicon=lexicon, year=district.year, sections=district.sections)
    library = Library(sources.pages, judge, shelf)
    rows = Register() if register is None else register  # an empty one counts as nothing
    judged = judge_sentences(library, judge, rows, Book() if book is None else book)
    figures, blocks = _disputed(district, sources)
    return Desk(
        district=district,
        profile=profile,
        sources=sources,
        judged=judged,
        disputed=_in_doubt(judged.voices, figures, blocks),
        homes=_homes(district),
        wording=wording(profile),
        lexicon=lexicon,
    )


def _disputed(district: District, sources: Sources) -> tuple[set[str], set[str]]:
    """Return the figures that departments contradict each other on, and the faulty blocks.

    A block is faulty when an error was noticed in it: its figures do not add up.
    """
    figures = {
        reference(department, figure)
        for contradiction in district.contradictions
        for department, _, figure in contradiction.values
    }
    blocks = {
        reference(page.name, page.report.blocks[diagnostic.block].id)
        for page in sources.pages
        for diagnostic in page.report.diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.block is not None
    }
    return figures, blocks


def _in_doubt(voices: Voices, figures: set[str], blocks: set[str]) -> frozenset[int]:
    """Return the rows of the sentences one of whose figures is in doubt."""
    doubtful = {department_of(ref) for ref in (*figures, *blocks)}
    named = (at for at, page in enumerate(voices.library.pages) if page.name in doubtful)
    said = (Sentence(voices, row) for place in named for row in voices.rows(place))
    return frozenset(
        one.row
        for one in said
        if one.traits.figured and (one.source in blocks or not figures.isdisjoint(one.references))
    )


def _homes(district: District) -> dict[str, int]:
    """Return for each indicator the section that most of its figures stand in."""
    homes: dict[str, int] = {}
    for total in district.totals:
        counts = Counter(part.section for part in total.contributions if part.section)
        if counts:
            homes[total.indicator] = max(counts, key=lambda section: (counts[section], -section))
    return homes


def passage(candidate: Candidate, number: str = "") -> Passage:
    """Return a chosen sentence as a passage, with all blocks that say it."""
    sentence, others = candidate.sentence, candidate.others
    behind = others.of((sentence.row, *others.numbers)) if others else None
    return Passage(
        text=candidate.text,
        sources=behind.sources if behind else (sentence.source,),
        figures=sentence.references,
        original=sentence.original,
        quotes=behind.quotes if behind else (sentence.original,),
        number=number,
    )
