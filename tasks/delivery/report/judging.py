"""Judging a sentence by itself: what it is worth, what it speaks of, how it can be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.delivery.display import shown
from tasks.delivery.places import PagedReport
from tasks.delivery.report.agreeing import digests_of_clauses
from tasks.delivery.report.ahead import looks_ahead, under_the_lead
from tasks.delivery.report.dissolving import dissolving
from tasks.delivery.report.judgement import Dissolving, Judgement, Said
from tasks.delivery.report.lexicon import Lexicon
from tasks.delivery.report.naming import Speaker, leave_unnamed, speaker
from tasks.delivery.report.numerals import arabic
from tasks.delivery.report.sentences import Cut, plain_digits
from tasks.delivery.report.showcase import showcase
from tasks.delivery.report.tense import in_year
from tasks.delivery.report.worth import is_of, is_usable, place_of, side_of, stands_alone, worth
from tasks.department.figures.figure import Figure
from tasks.document import BlockKind
from tasks.profile.lexicon import SectionRole
from tasks.profile.model import Profile

LISTED: Final = frozenset({SectionRole.PROBLEMS, SectionRole.PLANS, SectionRole.ANSWERED})
_SHORT: Final = 60
_BOUND_COST: Final = 80
"""How much it counts against a statement that it is bound to one trade."""

_SLOGAN: Final = re.compile(r"^[抓强补建促提]\w{1,4}，")
"""抓队伍，… is a heading of its own report's list."""

REASON: Final = re.compile(r"原因|根源|这些问题的存在|问题的产生")
_PLANNED: Final = re.compile(r"计划|将(?:于|要|进一步)|拟|不够|不足|尚未|没有|未能|有待")
"""Not done, or not yet: such a sentence does not count as doing it."""

_END: Final = "。！？!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """By what sentences are judged; `sections` are the outline's titles."""

    profile: Profile
    lexicon: Lexicon
    year: int
    sections: tuple[str, ...]

    @property
    def ground(self) -> tuple[int | str, ...]:
        """What a judgement depends on besides the report and the profile."""
        return (self.year, *self.sections)

    def of(self, page: PagedReport) -> _OfOne:
        """Return the judge of one report's sentences."""
        return _OfOne(judge=self, page=page, who=speaker(page.name, self.profile))


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfOne:
    judge: Judge
    page: PagedReport
    who: Speaker

    def sentences(self, cuts: Iterable[Cut]) -> Iterator[Judgement]:
        """Yield what is found of the sentences that are of the year, no figure taken out."""
        for cut in cuts:
            removed = any(figure.removed for figure in cut.figures)
            if not removed and is_of(cut.text, self.judge.year):
                yield self._judged(cut, headline=False)

    def headlines(self) -> Iterator[Judgement]:
        """Yield the headings that are whole sentences, in sections of problems and plans."""
        report = self.page.report
        for block in report.blocks:
            below = block.kind is BlockKind.HEADING and (block.level or 1) > 1
            if not below or self._role(block.section) is not SectionRole.ANSWERED:
                continue
            if block.text[-1:] in _END:
                text = shown(block.text)
                figures = tuple(f for f in report.figures if f.block == block.index)
                cut = Cut(
                    block=block, start=0, heading="", text=text, original=text, figures=figures
                )
                yield self._judged(cut, headline=True)

    def _judged(self, cut: Cut, *, headline: bool) -> Judgement:
        lexicon, role = self.judge.lexicon, self._role(cut.block.section)
        listed, figures = role in LISTED, cut.figures
        usable = is_usable(cut.text, figures, lexicon)
        ahead = role is SectionRole.ANSWERED and looks_ahead(cut.heading, cut.original)
        text = under_the_lead(cut.text) if ahead else cut.text
        said = in_year(text, self.judge.year)
        shown_as, shown_worth = self._shown(said, cut) if usable and not listed else (None, 0)
        unnamed, unnamed_worth = self._unnamed(text, cut) if listed else (None, 0)
        practices = 0 if listed else practices_of(text, lexicon)
        alike = not figures and (unnamed is not None if listed else usable)
        return Judgement(
            said=Said(
                block=cut.block.index,
                text=text,
                original="" if cut.original == text else cut.original,
                figures=" ".join(figure.id for figure in figures),
                shown=shown_as,
                unnamed="" if unnamed == text else unnamed,
            ),
            start=cut.start,
            section=cut.block.section or 0,
            headline=headline,
            ahead=ahead,
            usable=usable,
            theme=place_of(cut.text, cut.heading, lexicon.themes),
            side=side_of(cut.text, cut.heading, self._title(cut.block.section), lexicon),
            cause=cause_of(text, lexicon) if listed else -1,
            practices=practices,
            actors=actors_of(text, lexicon) if practices else 0,
            worth=worth(cut.text, figures, lexicon),
            dissolving=self._dissolving(said, figures)
            if usable and not listed
            else Dissolving.NEVER,
            said_worth=unnamed_worth if listed else shown_worth,
            clauses=tuple(digests_of_clauses(cut.original)) if alike else (),
        )

    def _role(self, section: int | None) -> SectionRole | None:
        title = self._title(section)
        return self.judge.lexicon.role_of(title) if title else None

    def _title(self, section: int | None) -> str:
        titles = self.judge.sections
        return titles[section - 1] if section and section <= len(titles) else ""

    def _shown(self, said: str, cut: Cut) -> tuple[str | None, int]:
        """Return what the sentence shows of its department in a clause or two, and its worth."""
        lexicon = self.judge.lexicon
        text = showcase(said, cut.figures, self.who, lexicon) if cut.figures else None
        if text is None:
            return None, 0
        figures = tuple(f for f in cut.figures if plain_digits(arabic(f)) in text)
        return text, worth(text, figures, lexicon)

    def _dissolving(self, said: str, figures: Sequence[Figure]) -> Dissolving:
        return dissolving(said, figures, self.page.name, self.who, self.judge.lexicon)

    def _unnamed(self, text: str, cut: Cut) -> tuple[str | None, int]:
        """Return the sentence as said of the whole district; one department's numbers are not."""
        if not stands_alone(text) or cut.figures:
            return None, 0
        said = _SLOGAN.sub("", in_year(text, self.judge.year))
        unnamed = leave_unnamed(said, self.who)
        if unnamed is None:
            return None, 0
        bound = self.judge.lexicon.bound.search(unnamed) is not None
        length = max(0, len(unnamed) - _SHORT)
        return unnamed, -(20 * (unnamed != said) + length + _BOUND_COST * bound)


def cause_of(text: str, lexicon: Lexicon) -> int:
    """Return the place of the cause whose words the statement holds most of; -1 for a reason."""
    if REASON.search(text):
        return -1
    scores = [_times(text, cause.words) for cause in lexicon.causes]
    best = max(scores, default=0)
    return scores.index(best) if best else -1


def _times(text: str, words: Sequence[str]) -> int:
    found = 0
    for word in words:  # a generator costs three times as much
        found += text.count(word)
    return found


def practices_of(text: str, lexicon: Lexicon) -> int:
    """Return the practices that the sentence says its department follows, a bit for each."""
    if not lexicon.any_practice.search(text) or _PLANNED.search(text):
        return 0
    rows = enumerate(lexicon.practices)
    return sum(1 << place for place, row in rows if row.pattern.search(text))


def actors_of(text: str, lexicon: Lexicon) -> int:
    """Return the sorts of people that the sentence names, a bit for each."""
    return sum(1 << at for at, (_, who) in enumerate(lexicon.actors) if who.search(text))
