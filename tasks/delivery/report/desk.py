"""What lies before the composer while a report grows, and what has been said already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.delivery.report.alike import Told
from tasks.delivery.report.dissolving import kind
from tasks.delivery.report.items import Item
from tasks.delivery.report.judged import Judged, judge_sentences
from tasks.delivery.report.judging import Judge
from tasks.delivery.report.lexicon import Lexicon, lexicon_of
from tasks.delivery.report.naming import Speaker, speaker
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentence import Sentence
from tasks.delivery.report.sources import Sources, department_of, reference
from tasks.delivery.wording import Wording, wording
from tasks.department.figures.figure import Figure
from tasks.diagnostics import Severity
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.lexicon import Topic
from tasks.profile.model import Profile

Quote = tuple[str, str]


@dataclass(slots=True)
class Desk:
    """The district with its sentences, each total's home section, and what was used so far.

    `sentences` are those that may be said, `headlines` the headings that are statements,
    `judged` says what else was found in the reports. `taken` are the sentences said, `used`
    how often each department was heard. The other collections hold what was asked for
    before, `items` by section and whether they look ahead, `spread` how common a
    pair of characters is, `quotes` are by the sentences' rows.
    """

    district: District
    profile: Profile
    sources: Sources
    sentences: tuple[Sentence, ...]
    headlines: Sequence[Sentence]
    judged: Judged
    homes: dict[str, int]
    wording: Wording
    lexicon: Lexicon
    taken: Told = field(default_factory=Told)
    used: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    sections: dict[int, list[Sentence]] = field(default_factory=dict)
    items: dict[tuple[int, bool], list[Item]] = field(default_factory=dict)
    spread: dict[str, int] = field(default_factory=dict)
    practising: list[Sentence] | None = None
    quotes: dict[int, Quote] = field(default_factory=dict)

    def topic(self, sentence: Sentence) -> Topic:
        """Return the theme that the sentence belongs to."""
        return self.lexicon.topics[sentence.theme]

    def who(self, department: str) -> Speaker:
        """Return how to call the department."""
        if department not in self.speakers:
            self.speakers[department] = speaker(department, self.profile)
        return self.speakers[department]

    def shared(self, figure: Figure) -> bool:
        """Return whether not only the department of this figure has one of its kind.

        Of a kind are figures in the same unit whose names end in the same noun.
        """
        return self.judged.kinds[kind(figure)] > 1

    def quote(self, sentence: Sentence) -> Quote:
        """Return the reference to the sentence's block, and its words there.

        Of those that tell of practices all are held once one is asked for: each practice goes
        through all reports, and their words come report by report.
        """
        if not self.quotes:
            telling = (one for one in self.sentences if one.practices)
            self.quotes = {one.row: (one.source, one.original) for one in telling}
        return self.quotes.get(sentence.row) or (sentence.source, sentence.original)

    def inside(self, section: int) -> Sequence[Sentence]:
        """Return the sentences under a section (1-based)."""
        if not self.sections:
            for sentence in self.sentences:
                self.sections.setdefault(sentence.section, []).append(sentence)
        return self.sections.get(section, ())


def lay_out(district: District, profile: Profile, shelf: Shelf | None = None) -> Desk:
    """Return the desk at the beginning, nothing said yet; the `shelf` keeps sentences judged."""
    shelf = shelf or Shelf()
    sources = Sources(district, shelf)
    lexicon = lexicon_of(profile)
    judge = Judge(profile=profile, lexicon=lexicon, year=district.year, sections=district.sections)
    judged = judge_sentences(sources.pages, judge, shelf)
    figures, blocks = _disputed(district, sources)
    return Desk(
        district=district,
        profile=profile,
        sources=sources,
        sentences=_undisputed(judged.sentences, figures, blocks),
        headlines=judged.headlines,
        judged=judged,
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


def _undisputed(
    sentences: Sequence[Sentence], figures: set[str], blocks: set[str]
) -> tuple[Sentence, ...]:
    """Return the sentences none of whose figures is in doubt."""
    doubtful = {department_of(ref) for ref in (*figures, *blocks)}

    def stands(sentence: Sentence) -> bool:
        if sentence.department not in doubtful or not sentence.figured:
            return True
        return sentence.source not in blocks and figures.isdisjoint(sentence.references)

    return tuple(filter(stands, sentences))


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
    sentence = candidate.sentence
    others = (other.source for other in candidate.others)
    return Passage(
        text=candidate.text,
        sources=(sentence.source, *others),
        figures=sentence.references,
        original=sentence.original,
        quotes=(sentence.original, *(other.original for other in candidate.others)),
        number=number,
    )
