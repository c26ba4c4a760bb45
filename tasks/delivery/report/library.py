"""The sentences' words, report by report: looked up when somebody asks, the last ones at hand.

What a sentence is worth and how it can be said follow from its own report and the profile;
of a thousand reports, a run judges anew those that changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from tasks.delivery.places import PagedReport
from tasks.delivery.report.dissolving import Kind, kind
from tasks.delivery.report.judgement import Said
from tasks.delivery.report.judging import Judge
from tasks.delivery.report.register import Entry, entry_of
from tasks.delivery.report.sentences import digest, sentences_of
from tasks.ledger.shelf import Shelf

_FOUND: Final = "sentences"
_WORDS: Final = "words"
_AT_HAND: Final = 1_024  # reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a report says: the ids of its blocks, and its sentences in the register's order."""

    ids: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a report.

    `digests` are those of its sentences, sorted and with blanks between, `kinds` are those of
    its figures.
    """

    entry: Entry
    digests: str
    kinds: tuple[Kind, ...]


@dataclass(slots=True)
class _Judging:
    """Judges reports and remembers the last one: what was found is asked for before the words."""

    pages: Sequence[PagedReport]
    judge: Judge
    last: tuple[int, Found, Words] | None = field(default=None)

    def of(self, place: int) -> tuple[int, Found, Words]:
        if self.last is None or self.last[0] != place:
            self.last = (place, *_judged(self.pages[place], self.judge))
        return self.last


class Library:
    """What all reports say, and what was found in each."""

    def __init__(self, pages: Sequence[PagedReport], judge: Judge, shelf: Shelf) -> None:
        """Take the counting reports; the `shelf` keeps what was found for the next run."""
        self.pages, self._shelf = pages, shelf
        self._judging = _Judging(pages, judge)
        # Not of a method: the cache would hold what holds it, long after the run.
        self._words = lru_cache(_AT_HAND)(partial(_words, shelf, self._judging))

    @property
    def small(self) -> bool:
        """Whether the words of all reports stay at hand, once they were asked for."""
        return len(self.pages) <= _AT_HAND

    def words(self, place: int) -> Words:
        """Return the words of the report at this place."""
        return self._words(place)

    def found(self, place: int) -> Found:
        """Return what was found in the report at this place.

        Its words should be asked for next: where the report is judged now, they are at hand.
        """
        return self._shelf.value(
            Found, _FOUND, *_ground(self._judging, place), lambda: self._judging.of(place)[1]
        )


def _ground(judging: _Judging, place: int) -> tuple[str, list[int | str]]:
    page = judging.pages[place]
    return page.report.submission.file, [page.name, *judging.judge.ground]


def _words(shelf: Shelf, judging: _Judging, place: int) -> Words:
    return shelf.value(Words, _WORDS, *_ground(judging, place), lambda: judging.of(place)[2])


def _judged(page: PagedReport, judge: Judge) -> tuple[Found, Words]:
    cuts = tuple(sentences_of(page.report))
    of = judge.of(page)
    every = (*of.sentences(cuts), *of.headlines())
    judgements = sorted(every, key=lambda judgement: (judgement.said.block, judgement.start))
    ids = tuple(block.id for block in page.report.blocks)
    found = Found(
        entry=entry_of(judgements),
        digests=" ".join(sorted({digest(cut.original) for cut in cuts})),
        kinds=tuple(sorted({kind(figure) for figure in page.report.figures})),
    )
    return found, Words(ids=ids, said=tuple(judgement.said for judgement in judgements))
