"""The reports' sentences with what each is worth by itself, kept from one run to the next.

How a sentence is cut, which theme it belongs to and whether it may stand alone follow from
its own report and the lexicon; of a thousand reports, a run judges anew those that changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from tasks.delivery.places import PagedReport, paged_reports
from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.selection import is_usable, topic_of, worth
from tasks.delivery.report.sentences import Sentence, digest, sentences_of
from tasks.delivery.report.sources import reference
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.lexicon import Topic

Order = tuple[int, int, int]
_SORT = "sentences"


@dataclass(slots=True, kw_only=True)
class Judged:
    """The sentences in roster and reading order; by their order, what was found of each.

    `digests` are those of each department's sentences, sorted.
    """

    sentences: list[Sentence] = field(default_factory=list)
    usable: dict[Order, bool] = field(default_factory=dict)
    worths: dict[Order, int] = field(default_factory=dict)
    topics: dict[Order, Topic] = field(default_factory=dict)
    digests: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A sentence as it is kept: `figures` are places in the report's, `theme` one in the lexicon.

    The place behind the last theme is that of the rest.
    """

    block: int
    start: int
    section: int
    heading: str
    text: str
    original: str
    figures: tuple[int, ...]
    theme: int
    worth: int
    usable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cuts:
    cuts: tuple[_Cut, ...]
    digests: tuple[str, ...]


def judge_sentences(district: District, lexicon: Lexicon, shelf: Shelf) -> Judged:
    """Return all whole sentences of prose in the sections, each judged by itself."""
    judged = Judged()
    topics = (*lexicon.themes, lexicon.rest)
    for place, page in enumerate(paged_reports(district)):
        report = page.report
        file, make = report.submission.file, partial(_cut, page, lexicon)
        kept = shelf.value(_Cuts, _SORT, file, page.name, make)
        if kept.digests:
            judged.digests[page.name] = list(kept.digests)
        for cut in kept.cuts:
            order = place, cut.block, cut.start
            sentence = Sentence(
                department=page.name,
                source=reference(page.name, report.blocks[cut.block].id),
                section=cut.section,
                heading=cut.heading,
                text=cut.text,
                original=cut.original,
                figures=tuple(report.figures[at] for at in cut.figures),
                order=order,
            )
            judged.sentences.append(sentence)
            judged.usable[order] = cut.usable
            judged.worths[order] = cut.worth
            judged.topics[order] = topics[cut.theme]
    return judged


def _cut(page: PagedReport, lexicon: Lexicon) -> _Cuts:
    places = {figure.id: at for at, figure in enumerate(page.report.figures)}
    themes = {topic.title: at for at, topic in enumerate((*lexicon.themes, lexicon.rest))}
    sentences = tuple(sentences_of(0, page))
    return _Cuts(
        digests=tuple(sorted({digest(sentence.original) for sentence in sentences})),
        cuts=tuple(
            _Cut(
                block=sentence.order[1],
                start=sentence.order[2],
                section=sentence.section,
                heading=sentence.heading,
                text=sentence.text,
                original=sentence.original,
                figures=tuple(places[figure.id] for figure in sentence.figures),
                theme=themes[(topic_of(sentence, lexicon.themes) or lexicon.rest).title],
                worth=worth(sentence, lexicon),
                usable=is_usable(sentence, lexicon),
            )
            for sentence in sentences
        ),
    )
