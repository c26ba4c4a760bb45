"""The words by which the district report is told: tables of one kind of report, as values.

They are read from `profile/lexicon/` (`lexicon_files`) and used by `delivery/report`. Each
row may say why it is there (`why`), for the person who reads the file.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tasks.profile.patterns import fault_of

GAP: Final = "…"
_NEAR: Final = r"[^，。；：！？]{0,12}"
"""What `…` in a word stands for: a few characters of the same clause."""

_MOST_GAPS: Final = 2


def _sound(pattern: str) -> str:
    if pattern and (reason := fault_of(pattern)):
        raise PydanticCustomError("pattern", "unfit pattern", {"reason": f"模式{reason}"})
    return pattern


def _plain(word: str) -> str:
    if not word.strip(GAP) or word.count(GAP) > _MOST_GAPS or word != word.strip(GAP):
        raise PydanticCustomError("gaps", "unfit word")
    return word


def _unnumbered(text: str) -> str:
    """Return what stands in the report as the program's own words: no report proves a number."""
    if any(sign.isdigit() for sign in text):
        raise PydanticCustomError("numbered", "number in a wording")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Word = Annotated[Text, AfterValidator(_plain)]
Said = Annotated[Text, AfterValidator(_unnumbered)]
Pattern = Annotated[str, AfterValidator(_sound)]


class _Row(BaseModel):
    # As in `tasks.profile.model`: a worker has these with its profile, and checks none.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    why: str = ""


class SectionRole(StrEnum):
    """How a section of the outline is composed, as the files name it.

    Of an answered section the sentences that look ahead are the plans: 问题及改进.
    """

    MEASURES = "举措"
    NARRATIVE = "叙述"
    PROBLEMS = "问题"
    PLANS = "打算"
    ANSWERED = "问题及改进"
    OTHER = "其他"


class Part(_Row):
    """A row of `sections.toml`: words of a section's title, its role, its share of the text.

    A row without words takes every title. `share` is a weight against the other sections'.
    """

    role: SectionRole
    words: tuple[Text, ...] = ()
    share: int = Field(ge=0, le=100)


class Topic(_Row):
    """A theme: its heading (without number) and the words that speak for it.

    `gathers` says that it takes its sentences from the narrative sections too, `rest` that
    it takes what belongs to no theme.
    """

    title: Said
    words: tuple[Text, ...] = ()
    gathers: bool = False
    rest: bool = False

    @model_validator(mode="after")
    def _has_words_or_takes_the_rest(self) -> Self:
        if bool(self.words) == self.rest:
            raise PydanticCustomError("topic", "words or rest")
        return self


class Side(_Row):
    """A side of a narrative section: a word of the section's title, and as a topic."""

    section: Text
    title: Text
    words: tuple[Text, ...] = ()


class _Found(_Row):
    """Something that is found in a text by one of its words or by its pattern."""

    words: tuple[Word, ...] = ()
    pattern: Pattern = ""

    @model_validator(mode="after")
    def _is_found(self) -> Self:
        if not self.words and not self.pattern:
            raise PydanticCustomError("unfound", "neither words nor pattern")
        return self

    @property
    def regex(self) -> str:
        """The pattern of all of it: the words as they stand, then the pattern."""
        return any_of(self.words) + ("|" if self.words and self.pattern else "") + self.pattern


class Actor(_Found):
    """Who does what a section tells, where a sentence outside of it is to count for it."""

    section: Text


class Practice(_Found):
    """What many do alike: a word of the theme's or side's title, and how it is said."""

    place: Text
    clause: Said


class Mark(_Found):
    """What tells an award or a pilot (praise)."""


class Listed(_Row):
    """Plain words of one sort: faults, slogans, totals that are not said."""

    words: tuple[Text, ...] = Field(min_length=1)


class Cause(_Row):
    """What shortcomings come down to: how problem and plan are headed, and the words for it."""

    title: Said
    plan: Said
    words: tuple[Text, ...] = Field(min_length=1)


class Trade(_Row):
    """A trade: words of a department's name (none: nobody's) and of its own matters."""

    departments: tuple[Text, ...] = ()
    words: tuple[Text, ...] = Field(min_length=1)


class Saying(_Row):
    """How a total is said: `verb` before the indicator's name, or a whole `text` with `…`.

    `pattern` is held against the name without its count word, a space, and the unit;
    `indicator` is the whole name. One of them is there.
    """

    indicator: str = ""
    pattern: Pattern = ""
    verb: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        whole = self.text.count(GAP) == 1 if self.indicator else not self.text
        if bool(self.indicator) == bool(self.pattern) or not whole:
            raise PydanticCustomError("saying", "unfit saying")
        return self


class Short(_Row):
    """A part of an indicator's name that a sentence says shorter."""

    name: Text
    said: str


class Group(_Row):
    """Totals that a section says together and in this order: the lines of a form.

    `section` is a word of the section's title; `indicators` are names of the catalogue.
    """

    section: Text
    indicators: tuple[Text, ...] = Field(min_length=1)


class Lexicon(BaseModel):
    """All tables of one kind of report."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    parts: tuple[Part, ...]
    topics: tuple[Topic, ...]
    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    practices: tuple[Practice, ...] = ()
    causes: tuple[Cause, ...] = ()
    trades: tuple[Trade, ...] = ()
    praises: tuple[Mark, ...] = ()
    faults: tuple[Listed, ...] = ()
    slogans: tuple[Listed, ...] = ()
    sayings: tuple[Saying, ...] = ()
    unsaid: tuple[Listed, ...] = ()
    shorts: tuple[Short, ...] = ()
    groups: tuple[Group, ...] = ()


def any_of(words: tuple[str, ...]) -> str:
    """Return the pattern of any of the words, in their order; `…` is a gap in a clause."""
    return "|".join(_NEAR.join(map(re.escape, word.split(GAP))) for word in words)
