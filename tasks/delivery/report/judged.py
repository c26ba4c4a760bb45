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
from tasks.delivery.report.sentence import Sentence, Speaking
from tasks.delivery.report.sources import reference
from tasks.ledger.shelf import Shelf


@dataclass(slots=True, kw_only=True)
class Judged:
    """The sentences in roster and reading order, and the headings that are sentences.

    `firsts` are the references of the reports' first blocks, `digests` are those of each
    department's sentences, sorted, with blanks between; `kinds` says how many departments
    have figures of a kind.
    """

    sentences: list[Sentence] = field(default_factory=list)
    headlines: list[Sentence] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    kinds: Counter[Kind] = field(default_factory=Counter)


def judge_sentences(pages: Sequence[PagedReport], judge: Judge, shelf: Shelf) -> Judged:
    """Return all whole sentences of prose in the sections that are of the year and stand."""
    judged, register, library = Judged(), Register(), Library(pages, judge, shelf)
    for place, page in enumerate(pages):
        found = library.found(place)
        if found.digests:
            judged.digests[page.name] = found.digests
        if found.first:
            judged.firsts.append(reference(page.name, found.first))
        judged.kinds.update(found.kinds)
        rows = register.add(found.entry)
        by = Speaking(page.name, place, page.report, rows.start, register, library)
        for row in rows:
            sort = judged.headlines if register.headline[row] else judged.sentences
            sort.append(Sentence(row, by))
    return judged
