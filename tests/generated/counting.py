"""The number each paragraph of a list must have, told from the whole list at once.

No counters run here: a paragraph's number is its level's start and how many paragraphs of
that level stand before it since the level began anew. It is the reader's independent model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.generated.signs import sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list as it is written; `restart` None is Word's usual, 0 is never."""

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = ""
    custom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A numbered paragraph: of which `w:num` and level, and what that `w:num` says."""

    num: int
    level: int
    levels: tuple[Level, ...]
    starts: dict[int, int] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """What its level starts with in its list."""
        return self.starts.get(self.level, self.levels[self.level].start)


def number(entries: Sequence[Entry]) -> str:
    """Return the number of the last entry of a definition, given all that stand before it."""
    own = entries[-1].levels[entries[-1].level]

    def place(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        value = _value(entries, level)
        return str(value) if own.legal else sign(entries[-1].levels[level].kind, value)

    return re.sub(r"%(\d)", place, own.pattern)


def _value(entries: Sequence[Entry], level: int) -> int:
    """Return where `level` stands: as many on from its start as came since it began."""
    at = [place for place, entry in enumerate(entries) if entry.level == level]
    begun = max(place for place in at if _begins(entries[: place + 1]))
    return entries[begun].start + sum(place > begun for place in at)


def _begins(entries: Sequence[Entry]) -> bool:
    """Return whether the last entry is the first of its level since that began anew."""
    *earlier, own = entries
    same = [place for place, entry in enumerate(earlier) if entry.level == own.level]
    if not same:
        return True
    first_of_list = all(earlier[place].num != own.num for place in same)
    if first_of_list and own.level in own.starts:
        return True
    restart = own.levels[own.level].restart
    bound = own.level if restart is None else restart
    return any(entry.level < bound for entry in earlier[same[-1] + 1 :])
