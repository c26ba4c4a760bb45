"""The reports' sentences, each judged by itself, kept from one run to the next.

What a sentence is worth and how it can be said follow from its own report and the profile;
of a thousand reports, a run judges anew those that changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from tasks.delivery.places import PagedReport
from tasks.delivery.report.dissolving import Kind, kind
from tasks.delivery.report.judging import Judge
from tasks.delivery.report.sentence import Judgement, Sentence, Speaking
from tasks.delivery.report.sentences import digest, sentences_of
from tasks.delivery.report.sources import reference
from tasks.ledger.shelf import Shelf

_SORT: Final = "sentences"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgements:
    ids: tuple[str, ...]
    sentences: tuple[Judgement, ...]
    digests: str
    kinds: tuple[Kind, ...]


def judge_sentences(pages: Sequence[PagedReport], judge: Judge, shelf: Shelf) -> Judged:
    """Return all whole sentences of prose in the sections that are of the year and stand."""
    judged = Judged()
    for place, page in enumerate(pages):
        report = page.report
        file, make = report.submission.file, partial(_judgements, page, judge)
        kept = shelf.value(_Judgements, _SORT, file, [page.name, *judge.ground], make)
        if kept.digests:
            judged.digests[page.name] = kept.digests
        judged.kinds.update(kept.kinds)
        judged.firsts += (reference(page.name, key) for key in kept.ids[:1])
        by = Speaking(page.name, place, report, kept.ids)
        for found in kept.sentences:
            sentence = Sentence(found, by)
            (judged.headlines if found.headline else judged.sentences).append(sentence)
    return judged


def _judgements(page: PagedReport, judge: Judge) -> _Judgements:
    cuts = tuple(sentences_of(page.report))
    of = judge.of(page)
    return _Judgements(
        ids=tuple(block.id for block in page.report.blocks),
        sentences=(*of.sentences(cuts), *of.headlines()),
        digests=" ".join(sorted({digest(cut.original) for cut in cuts})),
        kinds=tuple(sorted({kind(figure) for figure in page.report.figures})),
    )
