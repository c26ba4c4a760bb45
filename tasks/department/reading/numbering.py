"""The numbers that Word computes before paragraphs (ECMA-376 Part 1, 17.9).

A paragraph names a list (`w:num`), which points to a definition of nine levels
(`w:abstractNum`) and may override some of them. Lists on the same definition share
their counters, so that 一、 goes on after 二、 wherever it stands in the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from tasks.department.reading.formats import (
    DEEPEST_LEVEL,
    NO_INDENTS,
    Indents,
    indents,
    list_id,
    list_level,
)
from tasks.department.reading.markup import MC, VAL, Element, W, switched_on, whole
from tasks.department.reading.numerals import written

_LEVELS: Final = range(DEEPEST_LEVEL + 1)
_LARGEST: Final = 32_767  # ECMA-376 Part 1, 17.9.25 with Word's own bound
_LONGEST_TEXT: Final = 100
_PLACE: Final = re.compile(r"%([1-9])")
_PRIVATE_USE: Final = ("\ue000", "\uf8ff")
_SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings", "marlett")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. `restart` is the 1-based level after which it starts anew."""

    start: int = 0
    kind: str = "decimal"
    custom: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indents: Indents = NO_INDENTS
    symbols: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list as a paragraph names it: its definition, and where it starts anew by itself."""

    definition: int
    levels: tuple[Level, ...]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        """Return the first number at `level`."""
        return self.starts.get(level, self.levels[level].start)

    def level_of(self, styles: tuple[str, ...]) -> int | None:
        """Return the level that names the first of the styles that any level names."""
        for style in styles:
            for at, level in enumerate(self.levels):
                if level.style == style:
                    return at
        return None


@dataclass(slots=True)
class Counters:
    """Where each list stands in one of the document's texts."""

    values: dict[int, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """The lists of one document."""

    def __init__(self, root: Element | None, list_of_style: Callable[[str], int | None]) -> None:
        """Index `numbering.xml`; `list_of_style` finds the list a numbering style names."""
        self._list_of_style = list_of_style
        self._definitions: dict[int, Element] = {}
        self._nums: dict[int, Element] = {}
        self._lists: dict[int, List | None] = {}
        self._levels: dict[int, tuple[Level, ...]] = {}
        if root is None:
            return
        for each in root.iterchildren(W + "abstractNum"):
            self._definitions.setdefault(_id(each, "abstractNumId"), each)
        for each in root.iterchildren(W + "num"):
            self._nums.setdefault(_id(each, "numId"), each)

    def find(self, num_id: int | None) -> List | None:
        """Return the list of that id; None for 0, which takes numbering away, and unknown."""
        if not num_id:
            return None
        if num_id not in self._lists:
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def _resolve(self, num_id: int) -> List | None:
        num = self._nums.get(num_id)
        found = None if num is None else self._definition_of(num, set())
        if num is None or found is None:
            return None
        definition, element = found
        if definition not in self._levels:
            self._levels[definition] = _levels(element)
        levels = list(self._levels[definition])
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = list_level(override.get(W + "ilvl"))
            if at is None:
                continue
            own = override.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)
            start = _number(override.find(W + "startOverride"))
            if start is not None:
                starts[at] = start
        return List(definition=definition, levels=tuple(levels), starts=starts)

    def _definition_of(self, num: Element, seen: set[int]) -> tuple[int, Element] | None:
        """Return the definition with the levels, following a link to a numbering style."""
        pointer = num.find(W + "abstractNumId")
        identity = None if pointer is None else list_id(pointer)
        element = None if identity is None else self._definitions.get(identity)
        if element is None or identity is None or identity in seen:
            return None
        link = element.find(W + "numStyleLink")
        if link is None:
            return identity, element
        target = self._nums.get(self._list_of_style(link.get(VAL, "")) or 0)
        linked = None if target is None else self._definition_of(target, {*seen, identity})
        return linked or (identity, element)


def number(num_id: int, found: List, level: int, counters: Counters) -> str:
    """Count a paragraph at `level` of the list and return its number, '' if it shows none."""
    values = counters.values.setdefault(found.definition, [None] * len(_LEVELS))
    for at in range(level):
        if values[at] is None:
            values[at] = found.start(at)
            counters.begun.add((num_id, at))
    current = values[level]
    anew = level in found.starts and (num_id, level) not in counters.begun
    counters.begun.add((num_id, level))
    if current is None or anew:
        values[level] = found.start(level)
    else:
        values[level] = min(current + 1, _LARGEST)
    _restart_below(values, found.levels, level)
    return _shown(found.levels, level, values)


def _restart_below(values: list[int | None], levels: tuple[Level, ...], level: int) -> None:
    """Let deeper levels start anew, unless `w:lvlRestart` says after which level only."""
    for deeper in range(level + 1, len(_LEVELS)):
        after = levels[deeper].restart
        if after is None or level < after:
            values[deeper] = None


def _shown(levels: tuple[Level, ...], level: int, values: list[int | None]) -> str:
    own = levels[level]
    if own.kind == "bullet":
        return "" if own.symbols else _without_private(own.text)
    if own.kind == "none" and not _PLACE.search(own.text):
        return own.text

    def place(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        value = values[at]
        if value is None or at > level:
            return ""
        its = levels[at]
        if own.legal and its.kind not in {"none", "bullet"}:
            return str(value)
        return written(value, its.kind, its.custom)

    return _PLACE.sub(place, own.text)


def _without_private(text: str) -> str:
    first, last = _PRIVATE_USE
    return "".join(sign for sign in text if not first <= sign <= last).strip()


def _levels(element: Element) -> tuple[Level, ...]:
    levels = [Level() for _ in _LEVELS]
    for each in element.iterchildren(W + "lvl"):
        at = list_level(each.get(W + "ilvl"))
        if at is not None:
            levels[at] = _level(each)
    return tuple(levels)


def _level(element: Element) -> Level:
    restart, legal = element.find(W + "lvlRestart"), element.find(W + "isLgl")
    text, style = element.find(W + "lvlText"), element.find(W + "pStyle")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    level = Level(
        start=_number(element.find(W + "start")) or 0,
        text="" if text is None else text.get(VAL, "")[:_LONGEST_TEXT],
        restart=None if restart is None else whole(restart.get(VAL), least=0, most=9),
        legal=legal is not None and switched_on(legal),
        style=None if style is None else style.get(VAL),
        indents=indents(element.find(f"{W}pPr/{W}ind")),
        symbols=fonts is not None and fonts.get(W + "ascii", "").lower().startswith(_SYMBOL_FONTS),
    )
    return _with_format(level, element)


def _with_format(level: Level, element: Element) -> Level:
    """Add the number format; newer Word wraps its own into alternate content."""
    choice = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    found = element.find(W + "numFmt") if choice is None else choice
    if found is None:
        return level
    return replace(
        level, kind=found.get(VAL, "decimal"), custom=found.get(W + "format", "")[:_LONGEST_TEXT]
    )


def _number(element: Element | None) -> int | None:
    return None if element is None else whole(element.get(VAL), least=0, most=_LARGEST)


def _id(element: Element, name: str) -> int:
    found = whole(element.get(W + name), least=-1, most=2**31 - 1)
    return -1 if found is None else found
