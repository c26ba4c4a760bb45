"""The words by which the district report is told, made ready for searching.

The tables are the profile's (`profile/lexicon/`); here their patterns are compiled, once
for each lexicon, and asked. The code knows no theme, section or trade by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tasks.profile.kinds import Kind, kind_of
from tasks.profile.lexicon import (
    Cause,
    Group,
    Part,
    SectionRole,
    Short,
    Topic,
    any_of,
)
from tasks.profile.lexicon import Lexicon as Tables
from tasks.profile.lexicon_files import shipped_lexicon
from tasks.profile.model import Profile

_NOBODY: Final = "(?!)"
"""The pattern of no words at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A practice: a word of the section's or theme's title, the phrase, and how it is said."""

    place: str
    pattern: re.Pattern[str]
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A trade: what in a department's name tells it, and the words of its own matters."""

    department: re.Pattern[str]
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The tables with their patterns compiled.

    `themes` are without the one that takes the `rest`; `gathering` are the titles of those
    that take from narrative sections too; `sides` stand under the word of their section's
    title, as topics titled `section·side`. `actors` say by such a word who does what the
    section tells; `sayings` are (whole indicator, pattern, verb or text).
    """

    parts: tuple[Part, ...]
    themes: tuple[Topic, ...]
    rest: Topic
    gathering: frozenset[str]
    sides: tuple[tuple[str, tuple[Topic, ...]], ...]
    actors: tuple[tuple[str, re.Pattern[str]], ...]
    practices: tuple[Practice, ...]
    any_practice: re.Pattern[str]
    causes: tuple[Cause, ...]
    trades: tuple[Trade, ...]
    bound: re.Pattern[str]
    praise: re.Pattern[str]
    fault: re.Pattern[str]
    slogans: tuple[str, ...]
    any_slogan: re.Pattern[str]
    sayings: tuple[tuple[str, re.Pattern[str], str], ...]
    unsaid: tuple[str, ...]
    shorts: tuple[Short, ...]
    groups: tuple[Group, ...]

    def role_of(self, title: str) -> SectionRole:
        """Return how a section of the outline is composed, by the words of its title."""
        return self._part_of(title).role

    def share_of(self, title: str) -> int:
        """Return how much of the text a section gets, against what the others get."""
        return self._part_of(title).share

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All themes, that of the rest last."""
        return (*self.themes, self.rest)

    def sides_of(self, title: str) -> tuple[Topic, ...]:
        """Return the sides of a section with this title, none for most."""
        return next((sides for word, sides in self.sides if word in title), ())

    def faulty(self, text: str) -> bool:
        """Return whether the text speaks of a fault."""
        return self.fault.search(text) is not None

    def own_matter(self, text: str, department: str) -> bool:
        """Return whether the text speaks of a matter that is the department's own trade.

        What the education bureau says of schools is said of the district: nobody else
        answers for them. What it says of inspections is not, since all inspect.
        """
        return any(
            trade.department.search(department) and trade.words.search(text)
            for trade in self.trades
        )

    def _part_of(self, title: str) -> Part:
        return next(
            part
            for part in self.parts
            if not part.words or any(word in title for word in part.words)
        )


def lexicon_of(profile: Profile) -> Lexicon:
    """Return the profile's lexicon, or the one that ships with its kind of report."""
    kind = kind_of(profile.district.subject) if profile.district else Kind.RULE_OF_LAW
    return _compiled(profile.lexicon or shipped_lexicon(kind))


@lru_cache(maxsize=4)
def _compiled(tables: Tables) -> Lexicon:
    practices = tuple(
        Practice(place=row.place, pattern=re.compile(row.regex), clause=row.clause)
        for row in tables.practices
    )
    trades = tuple(
        Trade(department=_any(row.departments), words=_any(row.words)) for row in tables.trades
    )
    sections = dict.fromkeys(side.section for side in tables.sides)
    slogans = tuple(word for row in tables.slogans for word in row.words)
    return Lexicon(
        parts=tables.parts,
        themes=tuple(topic for topic in tables.topics if not topic.rest),
        rest=next(topic for topic in tables.topics if topic.rest),
        gathering=frozenset(topic.title for topic in tables.topics if topic.gathers),
        sides=tuple((section, _sides(tables, section)) for section in sections),
        actors=tuple((row.section, re.compile(row.regex)) for row in tables.actors),
        practices=practices,
        any_practice=_either(row.pattern.pattern for row in practices),
        causes=tables.causes,
        trades=trades,
        bound=_either(trade.words.pattern for trade in trades),
        praise=_either(row.regex for row in tables.praises),
        fault=_any(tuple(word for row in tables.faults for word in row.words)),
        slogans=slogans,
        any_slogan=_any(slogans),
        sayings=tuple(
            (row.indicator, re.compile(row.pattern), row.text or row.verb) for row in tables.sayings
        ),
        unsaid=tuple(word for row in tables.unsaid for word in row.words),
        shorts=tables.shorts,
        groups=tables.groups,
    )


def _sides(tables: Tables, section: str) -> tuple[Topic, ...]:
    """Return a section's sides as topics; a side's full title is the place of its practices."""
    return tuple(
        Topic.model_construct(title=f"{section}·{side.title}", words=side.words)
        for side in tables.sides
        if side.section == section
    )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words) or _NOBODY)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or _NOBODY)
