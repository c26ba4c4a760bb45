"""Whole reports with automatic numbers, and the number that each paragraph must have.

`report(seed)` draws one: headings that bring their numbers by style, lists within the
sections, all ways and oddities of `traits.py`. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.docx_builder import docx, p, run, tbl, tc, tr
from tests.generated.counting import Entry, Level, number
from tests.generated.lists import drawn_levels, written_definition, written_list
from tests.generated.signs import BEYOND_FROM
from tests.generated.traits import Trait, Way

_MOST_ENTRIES: Final = 18  # a level's numbers stay within the rows of signs.py
_THEMES: Final = ("普法宣传", "行政执法", "政务公开", "矛盾化解", "合法性审查", "行政复议")
_MARK: Final = "<w:rPr><w:{}{}/></w:rPr>"
_BY: Final = ' w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A Word file, the (number, text) of each of its blocks, and what its lists have."""

    data: bytes
    expected: tuple[tuple[str, str], ...]
    traits: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _List:
    """A definition with the `w:num` that is in use and all that it has counted."""

    identity: int
    way: Way
    levels: tuple[Level, ...]
    lowest: int = 0
    num: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    own: dict[int, Level] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    left: list[tuple[int, dict[int, int], dict[int, Level]]] = field(default_factory=list)

    def count(self, level: int) -> str:
        """Count a paragraph and return its number."""
        levels = tuple(self.own.get(at, each) for at, each in enumerate(self.levels))
        self.entries.append(
            Entry(num=self.num, level=level, levels=levels, starts=dict(self.starts))
        )
        return number(self.entries)


def report(seed: int, avoid: frozenset[str] = frozenset()) -> Report:
    """Return the report of this seed, without the ways, traits and formats to avoid."""
    maker = _Maker(random.Random(seed), avoid)  # noqa: S311 - the same reports each time
    return maker.made()


class _Maker:
    """Writes one report."""

    def __init__(self, draw: random.Random, avoid: frozenset[str]) -> None:
        self._draw = draw
        self._avoid = avoid
        self._traits: set[str] = set()
        self._body: list[str] = []
        self._expected: list[tuple[str, str]] = []
        self._definitions: list[str] = []
        self._nums: list[str] = []
        self._styles: list[str] = []

    def made(self) -> Report:
        """Return the report: a title, then sections of headings, text and lists."""
        self._plain("望澜区某局2025年度法治政府建设报告")
        headings, inner = self._list(self._way()), self._list(Way.DIRECT)
        level = headings.lowest
        while len(headings.entries) < self._draw.randint(8, _MOST_ENTRIES - 2):
            self._turn(headings, level)
            self._numbered(headings, level)
            level = self._next(headings, level)
            self._plain()
            if self._draw.random() < 1 / 3:
                self._items(inner)
        if self._may(Trait.CELLS, 1 / 4):
            self._cells(self._list(Way.DIRECT))
        numbering = "".join((*self._definitions, *self._nums))
        data = docx("".join(self._body), numbering=numbering, styles="".join(self._styles))
        return Report(data=data, expected=tuple(self._expected), traits=frozenset(self._traits))

    def _may(self, trait: Trait, chance: float) -> bool:
        """Return whether the report has that trait here, and note it."""
        chosen = self._draw.random() < chance and trait not in self._avoid
        if chosen:
            self._traits.add(trait)
        return chosen

    def _way(self) -> Way:
        way = self._draw.choice([way for way in Way if way not in self._avoid])
        self._traits.add(way)
        return way

    def _list(self, way: Way) -> _List:
        depth = 9 if self._may(Trait.NINE, 1 / 12) else self._draw.randint(3, 5)
        levels, traits = drawn_levels(self._draw, depth, self._avoid)
        found = _List(identity=10 * (len(self._definitions) + 1), way=way, levels=levels)
        self._traits |= traits
        if way is Way.DIRECT and self._may(Trait.DEEP_ONLY, 1 / 8):
            found.lowest, found.levels = 1, tuple(_alone(levels))
        self._define(found)
        self._renew(found, {}, {})
        return found

    def _define(self, found: _List) -> None:
        """Write the definition and the styles by which its paragraphs come to it."""
        first = found.identity + 1
        linked = found.way is Way.LINKED
        by_style = found.way in {Way.STYLE, Way.LEVEL_STYLE, Way.DERIVED}
        styles = {at: f"h{at}" for at in range(len(found.levels))} if by_style else {}
        link = "ListStyle" if linked else ""
        self._definitions.append(written_definition(found.identity, found.levels, styles, link))
        for at, style in styles.items():
            level = None if found.way is Way.LEVEL_STYLE else at
            self._styles += _paragraph_styles(style, at, first, level)
        if linked:
            self._definitions.append(
                f'<w:abstractNum w:abstractNumId="{found.identity + 1}">'
                f'<w:numStyleLink w:val="{link}"/></w:abstractNum>'
            )
            self._nums.append(written_list(found.identity + 9, found.identity, {}, {}))
            self._styles.append(
                f'<w:style w:type="numbering" w:styleId="{link}"><w:name w:val="{link}"/><w:pPr>'
                f'<w:numPr><w:numId w:val="{found.identity + 9}"/></w:numPr></w:pPr></w:style>'
            )

    def _renew(self, found: _List, starts: dict[int, int], own: dict[int, Level]) -> None:
        """Let the list go on in a new `w:num`."""
        if found.num:
            found.left.append((found.num, found.starts, found.own))
        found.num = found.identity + 1 + len(found.left)
        found.starts, found.own = starts, own
        definition = found.identity + (found.way is Way.LINKED)
        self._nums.append(written_list(found.num, definition, starts, own))

    def _turn(self, found: _List, level: int) -> None:
        """Now and then go on at that level in another `w:num`; at most five, by their ids.

        Word writes an override for the level it starts anew, and at the top one for all.
        """
        if not found.entries or len(found.left) >= 5 or self._draw.random() > 1 / 4:
            return
        if found.left and self._may(Trait.RETURN, 1 / 3):
            found.left.append((found.num, found.starts, found.own))
            found.num, found.starts, found.own = found.left.pop(0)
        elif level == found.lowest and self._may(Trait.START_OVERRIDE, 1 / 2):
            self._renew(found, {level: self._draw.choice((1, 1, 3))}, {})
        elif self._may(Trait.DEEP_OVERRIDE, 1 / 3):
            levels = range(level, len(found.levels) if level == found.lowest else level + 1)
            self._renew(found, {at: self._draw.choice((1, 1, 3)) for at in levels}, {})
        elif self._may(Trait.LEVEL_OVERRIDE, 1 / 2):
            at = self._draw.randrange(found.lowest, len(found.levels))
            self._renew(found, {}, {at: self._other(found.levels[at], at)})
        elif self._may(Trait.NEW_LIST, 1):
            self._renew(found, {}, {})

    def _other(self, level: Level, at: int) -> Level:
        """Return the level with another look; what it counts stays."""
        usual = 0 < level.start < BEYOND_FROM
        kind = self._draw.choice(("decimal", "chineseCountingThousand")) if usual else "decimal"
        return replace(level, kind=kind, pattern=f"〔%{at + 1}〕")

    def _next(self, found: _List, level: int) -> int:
        """Return the level of the next paragraph: one deeper at most."""
        deepest = min(level + 1, len(found.levels) - 1)
        if len(found.levels) == 9 and self._draw.random() < 2 / 3:
            return deepest
        return self._draw.randint(found.lowest, deepest)

    def _items(self, found: _List) -> None:
        """Write some items of the list, with text between, where it has numbers left."""
        level = found.lowest
        for _ in range(self._draw.randint(2, 4)):
            if len(found.entries) < _MOST_ENTRIES:
                self._turn(found, level)
                self._numbered(found, level)
                level = self._next(found, level)
                if self._draw.random() < 1 / 4:
                    self._plain()

    def _text(self) -> str:
        return f"{self._draw.choice(_THEMES)}工作之{len(self._body)}按计划完成。"

    def _plain(self, text: str = "") -> None:
        text = text or self._text()
        self._expected.append(("", text))
        self._body.append(p(text))

    def _numbered(self, found: _List, level: int) -> None:
        """Write a paragraph of the list, and perhaps an odd one before it."""
        properties = _properties(found, level)
        if self._may(Trait.EMPTY, 1 / 15) and len(found.entries) < _MOST_ENTRIES:
            found.count(level)
            self._body.append(p(properties=properties))
        if self._may(Trait.DELETED, 1 / 15):
            self._body.append(_deleted(properties))
        if self._may(Trait.HIDDEN, 1 / 20):
            self._body.append(p(properties=properties + "<w:rPr><w:vanish/></w:rPr>"))
        if found.way in {Way.STYLE, Way.DERIVED} and self._may(Trait.OFF, 1 / 10):
            text = self._text()
            self._expected.append(("", text))
            self._body.append(p(text, properties=_properties(found, level, num=0)))
        text = self._text()
        self._expected.append((found.count(level), text))
        inserted = self._may(Trait.INSERTED, 1 / 10)
        self._body.append(
            _inserted(text, properties) if inserted else p(text, properties=properties)
        )

    def _cells(self, found: _List) -> None:
        """Write a table whose first column has only numbers."""
        rows: list[str] = []
        lines: list[str] = []
        for _ in range(self._draw.randint(2, 5)):
            text = self._text().replace("之", f"之{len(rows)}号")
            counted = found.count(found.lowest)
            rows.append(tr(tc(p(properties=_properties(found, found.lowest))), tc(text)))
            lines.append(f"{counted}\t{text}")
        self._body.append(tbl(*rows))
        self._expected.append(("", "\n".join(lines)))


def _alone(levels: Sequence[Level]) -> Iterator[Level]:
    """Yield the levels so that none shows those above it."""
    for at, level in enumerate(levels):
        yield replace(level, pattern=f"%{at + 1}、", legal=False)


def _properties(found: _List, level: int, num: int | None = None) -> str:
    """Return what a paragraph says to be at that level; styled ones name a later list too."""
    which = found.num if num is None else num
    direct = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>'
    if found.way in {Way.DIRECT, Way.LINKED}:
        return direct
    style = f'<w:pStyle w:val="{"x" if found.way is Way.DERIVED else "h"}{level}"/>'
    return style if which == found.identity + 1 else style + direct


def _paragraph_styles(style: str, at: int, num: int, level: int | None) -> tuple[str, str]:
    """Return the style of one level and one based on it, which says nothing of lists."""
    place = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    own = (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="heading {at + 1}"/>'
        f'<w:pPr><w:numPr>{place}<w:numId w:val="{num}"/></w:numPr></w:pPr></w:style>'
    )
    based = (
        f'<w:style w:type="paragraph" w:styleId="x{at}"><w:name w:val="小标题{at + 1}"/>'
        f'<w:basedOn w:val="{style}"/></w:style>'
    )
    return own, based


def _deleted(properties: str) -> str:
    gone = f"<w:del{_BY}><w:r><w:delText>已删去的一项</w:delText></w:r></w:del>"
    return p(gone, properties=properties + _MARK.format("del", _BY))


def _inserted(text: str, properties: str) -> str:
    came = f"<w:ins{_BY}>{run(text)}</w:ins>"
    return p(came, properties=properties + _MARK.format("ins", _BY))
