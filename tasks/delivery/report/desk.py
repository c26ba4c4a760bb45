"""What lies before the composer while a report grows, and what has been said already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tasks.delivery.places import paged_reports
from tasks.delivery.report.items import Item
from tasks.delivery.report.judged import Order, judge_sentences
from tasks.delivery.report.lexicon import Lexicon, lexicon_of
from tasks.delivery.report.naming import Speaker, speaker
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.selection import Candidate, is_of
from tasks.delivery.report.sentences import Sentence
from tasks.delivery.report.sources import Sources, find_sources, reference
from tasks.delivery.wording import Wording, wording
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Severity
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.lexicon import Topic
from tasks.profile.model import Profile


@dataclass(slots=True)
class Desk:
    """The district with its sentences, each total's home section, and what was used so far.

    `sentences` are those that may be said; `usable`, `worths` and `topics` are what was
    found of each by itself, by its order, and `digests` theirs by department. `taken` are
    the sentences said, `used` how often each department was heard, `spread` in how many
    reports each pair of characters stands, `kinds` who has figures of which kind (both once
    they were asked for). The other collections hold what was asked for before, `items` by
    section and whether they look ahead.
    """

    district: District
    profile: Profile
    sources: Sources
    sentences: tuple[Sentence, ...]
    homes: dict[str, int]
    wording: Wording
    lexicon: Lexicon
    usable: Mapping[Order, bool]
    worths: Mapping[Order, int]
    topics: Mapping[Order, Topic]
    digests: Mapping[str, Sequence[str]]
    taken: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    spread: Counter[str] = field(default_factory=Counter)
    sections: dict[int, list[Sentence]] = field(default_factory=dict)
    items: dict[tuple[int, bool], list[Item]] = field(default_factory=dict)
    practising: list[Sentence] | None = None
    kinds: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def topic(self, sentence: Sentence) -> Topic:
        """Return the theme that the sentence belongs to."""
        return self.topics[sentence.order]

    def who(self, department: str) -> Speaker:
        """Return how to call the department."""
        if department not in self.speakers:
            self.speakers[department] = speaker(department, self.profile)
        return self.speakers[department]

    def shared(self, figure: Figure, department: str) -> bool:
        """Return whether other departments too have a figure of this kind.

        Of a kind are figures in the same unit whose names end in the same noun.
        """
        if not self.kinds:
            for page in paged_reports(self.district):
                for one in page.report.figures:
                    self.kinds.setdefault(_kind(one), set()).add(page.name)
        return figure.canonical is not None or bool(
            self.kinds.get(_kind(figure), set()) - {department}
        )

    def inside(self, section: int) -> tuple[Sentence, ...]:
        """Return the sentences under a section (1-based)."""
        if not self.sections:
            for sentence in self.sentences:
                self.sections.setdefault(sentence.section, []).append(sentence)
        return tuple(self.sections.get(section, ()))


_TIMES: Final = frozenset({"次", "场", "场次", "期", "批", "批次", "回", "轮"})
"""Measure words that all count how often something was held."""


def _kind(figure: Figure) -> tuple[str, str]:
    unit = figure.normalized_unit
    return "次" if unit in _TIMES else unit, figure.indicator[-2:]


def lay_out(district: District, profile: Profile, shelf: Shelf | None = None) -> Desk:
    """Return the desk at the beginning, nothing said yet; the `shelf` keeps sentences judged."""
    sources = find_sources(district)
    figures, blocks = _disputed(district, sources)
    lexicon = lexicon_of(profile)
    judged = judge_sentences(district, lexicon, shelf or Shelf())
    said = (s for s in judged.sentences if _undisputed(s, district.year, figures, blocks))
    return Desk(
        district=district,
        profile=profile,
        sources=sources,
        sentences=tuple(said),
        homes=_homes(district, sources),
        wording=wording(profile),
        lexicon=lexicon,
        usable=judged.usable,
        worths=judged.worths,
        topics=judged.topics,
        digests=judged.digests,
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
        ref
        for ref, origin in sources.blocks.items()
        for diagnostic in origin.report.diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.block == origin.block.index
    }
    return figures, blocks


def _undisputed(sentence: Sentence, year: int, figures: set[str], blocks: set[str]) -> bool:
    """Return whether the sentence is of the year, and none of its figures in doubt or taken out."""
    if any(figure.removed for figure in sentence.figures) or not is_of(sentence, year):
        return False
    if sentence.figures and sentence.source in blocks:
        return False
    return not any(reference(sentence.department, f.id) in figures for f in sentence.figures)


def _homes(district: District, sources: Sources) -> dict[str, int]:
    """Return for each indicator the section that most of its figures stand in."""
    homes: dict[str, int] = {}
    for total in district.totals:
        counts: Counter[int] = Counter()
        for part in total.contributions:
            found = sources.figures.get(reference(part.department, part.figure))
            if found and found[1].section:
                counts[found[1].section] += 1
        if counts:
            homes[total.indicator] = max(counts, key=lambda section: (counts[section], -section))
    return homes


def passage(candidate: Candidate, number: str = "") -> Passage:
    """Return a chosen sentence as a passage, with all blocks that say it."""
    sentence = candidate.sentence
    others = (other.source for other in candidate.others)
    return Passage(
        text=candidate.text,
        sources=(sentence.source, *others),
        figures=tuple(reference(sentence.department, figure.id) for figure in sentence.figures),
        original=sentence.original,
        quotes=(sentence.original, *(other.original for other in candidate.others)),
        number=number,
    )
