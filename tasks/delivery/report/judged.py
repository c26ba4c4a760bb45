"""All sentences of the counting reports, judged, and what was found in the reports besides."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from tasks.delivery.report.alike import pairs
from tasks.delivery.report.book import Book
from tasks.delivery.report.dissolving import Kind
from tasks.delivery.report.judging import LISTED, Judge
from tasks.delivery.report.library import Library
from tasks.delivery.report.made import References
from tasks.delivery.report.register import Register
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.sources import reference
from tasks.delivery.report.voices import Voices
from tasks.profile.lexicon import SectionRole

MANY: Final = 4
"""Words that so many other departments use are as common as can be."""

_QUOTED: Final = frozenset({*LISTED, SectionRole.OTHER})


@dataclass(slots=True, kw_only=True)
class Judged:
    """The sentences of all reports, and what else was found in them.

    `kinds` says how many departments have figures of a kind, `spread` how many reports
    besides one have a pair of characters in what they say of the whole district; no more than
    make it common (`MANY`).
    """

    voices: Voices
    kinds: Counter[Kind] = field(default_factory=Counter)
    spread: Mapping[str, int] = field(default_factory=dict)

    @property
    def every(self) -> Rows:
        """All sentences in roster and reading order, with the headings that are sentences."""
        return Rows(range(len(self.voices.register)), self.voices)

    @property
    def firsts(self) -> References:
        """The references of the reports' first blocks."""
        voices = self.voices
        pages = voices.library.pages

        def first(place: int) -> str:
            return reference(pages[place].name, voices.opening(place).block)

        places = (place for place in range(len(pages)) if voices.opening(place).block)
        return References(array("I", places), first, int)

    @property
    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the departments with digests of their sentences, sorted, blanks between."""
        for place, page in enumerate(self.voices.library.pages):
            digests = self.voices.opening(place).digests
            if digests:
                yield page.name, digests


def judge_sentences(library: Library, judge: Judge, register: Register, book: Book) -> Judged:
    """Return all whole sentences of prose in the sections that are of the year and stand.

    Each report of the library is opened once, what was found is added to the register, and
    what may be quoted is written into the book.
    """
    voices = Voices(register, library, book)
    judged, quoted = Judged(voices=voices), _Quoted(judge, register)
    spread = Counter[str]()
    for place in range(len(library.pages)):
        found, words = library.found(place), library.words(place)
        judged.kinds.update(found.kinds)
        voices.add(register.add(found.entry), quoted.has, words, found.digests)
        sayable = (said.unnamed or said.text for said in words.said if said.unnamed is not None)
        spread.update(set(chain.from_iterable(map(pairs, sayable))))
    judged.spread = {pair: min(times - 1, MANY) for pair, times in spread.items()}
    return judged


class _Quoted:
    """Which sentences may be quoted with hundreds of others: it is asked once of each sort."""

    def __init__(self, judge: Judge, register: Register) -> None:
        self._register, self._answers = register, bytearray()
        self._whole = {
            number
            for number, title in enumerate(judge.sections, start=1)
            if judge.lexicon.role_of(title) in _QUOTED
        }

    def has(self, row: int) -> bool:
        for traits in self._register.sorts[len(self._answers) :]:
            self._answers.append(traits.practices > 0 or traits.section in self._whole)
        return self._answers[self._register.sort[row]] > 0
