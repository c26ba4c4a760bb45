"""What is found of a sentence by itself."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Dissolving(IntEnum):
    """Whether a sentence may stand without its department."""

    NEVER = 0
    ALWAYS = 1
    ASK = 2
    """It depends on whether other departments have figures of the kind."""


class Said(NamedTuple):
    """A sentence's words, which stand in the report's block of this index.

    `text` is without numbering and links before it and ends with 。; of what is planned in a
    section of problems and plans also without what the lead says. `original` is as it stands
    in the block, or '' when that is the text itself. `figures` are the ids of its figures
    with blanks between. `shown` is what it shows of its department in a clause or two,
    `unnamed` how it is said of the whole district; None where it cannot be, and '' where
    that is the text itself.
    """

    block: int
    text: str
    original: str
    figures: str
    shown: str | None
    unnamed: str | None


class Judgement(NamedTuple):
    """What follows from the sentence's own report and the profile.

    `start` is its place in its block; `section` is 0 for none. `headline` is a heading that is
    a whole sentence, `ahead` what is planned in a section of problems and plans. `clauses` are
    digests of the clauses of a sentence without figures that may be said. `theme`, `side` and
    `cause` are places in the lexicon, -1 for none; `practices` and `actors` have a bit for
    each that it tells of. `worth` is that of the sentence, `said_worth` that of what it shows
    of its department, or of what it says of the whole district.
    """

    said: Said
    start: int
    section: int
    headline: bool
    ahead: bool
    usable: bool
    theme: int
    side: int
    cause: int
    practices: int
    actors: int
    dissolving: Dissolving
    worth: int
    said_worth: int
    clauses: tuple[int, ...]

    @property
    def figured(self) -> bool:
        """Whether it has figures."""
        return bool(self.said.figures)

    @property
    def showable(self) -> bool:
        """Whether it shows something of its department in a clause or two."""
        return self.said.shown is not None

    @property
    def sayable(self) -> bool:
        """Whether it can be said of the whole district."""
        return self.said.unnamed is not None
