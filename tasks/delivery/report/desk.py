"""What lies before the composer while a report grows, and what has been said already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tasks.delivery.report.naming import Speaker, speaker
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.selection import Candidate
from tasks.delivery.report.sentences import Sentence, sentences
from tasks.delivery.report.sources import Sources, find_sources, reference
from tasks.district.district import District, Total
from tasks.profile.model import Profile


@dataclass(slots=True)
class Desk:
    """The district with its sentences, each total's home section, and what was used so far.

    `taken` are the sentences said, `used` how often each department was heard.
    """

    district: District
    profile: Profile
    sources: Sources
    sentences: tuple[Sentence, ...]
    homes: dict[str, int]
    taken: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, Speaker] = field(default_factory=dict)

    def who(self, department: str) -> Speaker:
        """Return how to call the department."""
        if department not in self.speakers:
            self.speakers[department] = speaker(department, self.profile)
        return self.speakers[department]

    def inside(self, section: int) -> tuple[Sentence, ...]:
        """Return the sentences under a section (1-based)."""
        return tuple(s for s in self.sentences if s.section == section)

    def totals(self, section: int) -> tuple[Total, ...]:
        """Return the totals at home in a section (1-based)."""
        return tuple(t for t in self.district.totals if self.homes.get(t.indicator) == section)


def lay_out(district: District, profile: Profile) -> Desk:
    """Return the desk at the beginning, nothing said yet."""
    sources = find_sources(district)
    return Desk(
        district=district,
        profile=profile,
        sources=sources,
        sentences=sentences(district),
        homes=_homes(district, sources),
    )


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
        sources=tuple(dict.fromkeys((sentence.source, *others))),
        figures=tuple(reference(sentence.department, figure.id) for figure in sentence.figures),
        original=sentence.original,
        number=number,
    )
