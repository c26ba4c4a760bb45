"""All sentences of the counting reports, judged, and what was found in the reports besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.delivery.places import PagedReport
from tasks.delivery.report.dissolving import Kind
from tasks.delivery.report.judging import Judge
from tasks.delivery.report.library import Library
from tasks.delivery.report.register import Register
from tasks.delivery.report.rows import Rows
from tasks.delivery.report.sources import reference
from tasks.delivery.report.voices import Voices
from tasks.ledger.shelf import Shelf


@dataclass(slots=True, kw_only=True)
class Judged:
    """The sentences of all reports, and what else was found in them.

    `firsts` are the references of the reports' first blocks, `digests` are those of each
    department's sentences, sorted, with blanks between; `kinds` says how many departments
    have figures of a kind.
    """

    voices: Voices
    firsts: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)

    @property
    def every(self) -> Rows:
        """All sentences in roster and reading order, with the headings that are sentences."""
        return Rows(range(len(self.voices.register)), self.voices)


def judge_sentences(pages: Sequence[PagedReport], judge: Judge, shelf: Shelf) -> Judged:
    """Return all whole sentences of prose in the sections that are of the year and stand."""
    voices = Voices(Register(), Library(pages, judge, shelf))
    judged = Judged(voices=voices)
    for place, page in enumerate(pages):
        found = voices.library.found(place)
        if found.digests:
            judged.digests[page.name] = found.digests
        if found.first:
            judged.firsts.append(reference(page.name, found.first))
        judged.kinds.update(found.kinds)
        voices.first.append(voices.register.add(found.entry).start)
    return judged
