"""The lists of generated reports: their levels drawn, and written as `numbering.xml`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tests.docx_builder import abstract, num
from tests.generated.counting import Level
from tests.generated.signs import BEYOND_FROM, CUSTOM, KINDS, LARGE_KINDS, NOUGHT_KINDS
from tests.generated.traits import Trait

_PATTERNS: Final = (
    ("%1、", "第%1章", "%1", "第%1部分 ", "%1."),
    ("（%2）", "第%2条", "%1.%2", "%1-%2、", "%2．"),
    ("%3.", "%1.%2.%3", "（%3）", "%3", "%2（%3）"),
    ("（%4）", "%1.%2.%3.%4", "%4)", "%3.%4"),
    ("%5)", "%4%5", "[%5]"),
    ("%6.",),
    ("%7、", "%6.%7"),
    ("（%8）",),
    ("%9)", "%1.%2.%3.%4.%5.%6.%7.%8.%9"),
)
_SUFFIXES: Final = ("", "tab", "space", "nothing")


def drawn_levels(
    draw: random.Random, depth: int, avoid: frozenset[str]
) -> tuple[tuple[Level, ...], set[str]]:
    """Return that many levels and the traits they have, none of those to avoid."""
    kinds = [kind for kind in KINDS if kind not in avoid]
    traits: set[str] = set()
    levels: list[Level] = []
    for at in range(depth):
        level = Level(
            kind=draw.choice(kinds),
            pattern=draw.choice(_PATTERNS[at]),
            start=draw.choice((1, 1, 1, 2, 4)),
            suffix=draw.choice(_SUFFIXES),
        )
        changed, trait = _odd(draw, level, at, avoid)
        levels.append(changed)
        traits |= {changed.kind} | ({trait} if trait else set())
    return tuple(levels), traits


def _odd(
    draw: random.Random, level: Level, at: int, avoid: frozenset[str]
) -> tuple[Level, Trait | None]:
    """Return the level, about one in four made odd, and what is odd about it."""
    least = {Trait.LARGE: 0, Trait.NOUGHT: 0, Trait.NEVER: 1, Trait.LEGAL: 1, Trait.AFTER: 2}
    trait = draw.choice(tuple(least))
    if trait in avoid or at < least[trait] or draw.random() > 1 / 3:
        return level, None
    if trait is Trait.NEVER:
        return replace(level, start=1, restart=0), trait
    if trait is Trait.AFTER:
        return replace(level, start=1, restart=draw.randint(1, at - 1)), trait
    if trait is Trait.LEGAL:
        pattern = ".".join(f"%{place + 1}" for place in range(at + 1))
        return replace(level, start=1, pattern=pattern, legal=True), trait
    large = trait is Trait.LARGE
    kinds = [kind for kind in (LARGE_KINDS if large else NOUGHT_KINDS) if kind not in avoid]
    return replace(level, kind=draw.choice(kinds), start=BEYOND_FROM if large else 0), trait


def written_level(at: int, level: Level, style: str = "") -> str:
    """Return a `w:lvl`; `style` is the paragraph style that the level names."""
    format_ = f'<w:numFmt w:val="{level.kind}"/>'
    if level.kind == "custom":
        format_ = (
            '<mc:AlternateContent><mc:Choice Requires="w14">'
            f'<w:numFmt w:val="custom" w:format="{CUSTOM}"/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        )
    restart = "" if level.restart is None else f'<w:lvlRestart w:val="{level.restart}"/>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{level.start}"/>{format_}{restart}'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if level.legal else "")
        + (f'<w:suff w:val="{level.suffix}"/>' if level.suffix else "")
        + f'<w:lvlText w:val="{level.pattern}"/></w:lvl>'
    )


def written_definition(
    identity: int, levels: Sequence[Level], styles: Mapping[int, str], link: str = ""
) -> str:
    """Return a `w:abstractNum`; `styles` are those its levels name, `link` its own style."""
    inside = "".join(
        written_level(at, level, styles.get(at, "")) for at, level in enumerate(levels)
    )
    return abstract(identity, f'<w:styleLink w:val="{link}"/>' if link else "", inside)


def written_list(
    identity: int, definition: int, starts: Mapping[int, int], own: Mapping[int, Level]
) -> str:
    """Return a `w:num` that starts some levels anew and brings some of its own."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}">'
        + (f'<w:startOverride w:val="{starts[at]}"/>' if at in starts else "")
        + (written_level(at, own[at]) if at in own else "")
        + "</w:lvlOverride>"
        for at in sorted({*starts, *own})
    )
    return num(identity, definition, overrides)
