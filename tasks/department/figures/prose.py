"""The figures of one text block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.department.figures.figure import Change, Figure, Kind, Role, SkippedNumber
from tasks.department.figures.mentions import Mention, find_mentions
from tasks.department.figures.phrases import change_said, counted, left_of
from tasks.department.figures.relations import (
    enumerated,
    parts,
    previous_and_reached,
    with_parents,
)
from tasks.department.figures.sentences import around, sentence_starts

_PREVIOUS = re.compile(
    r"(?<![较比同于])(?:去年|上年|上一年|上年度|去年同期|上年同期)(?:同期)?(?:的|为|是|共)?[^，。；]{0,8}$"
)
_TARGET = re.compile(
    r"(?:力争|计划(?=[于在到全年开举组新完])|目标|预计|争取|明年|下一年|考核要求|确保)[^。；，]{0,20}$"
)
_RELATIVE = frozenset({Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The figures of a block and the numbers that are none."""

    figures: tuple[Figure, ...]
    skipped: tuple[SkippedNumber, ...]


def extract_prose(
    text: str, *, block: int, block_id: str, section: int | None, plans: bool = False
) -> Extraction:
    """Return the figures of a paragraph; in a section of plans they are targets."""
    mentions = find_mentions(text, block=block)
    found = mentions.found
    subjects = enumerated(text, found)
    moves = previous_and_reached(text, found)
    starts = sentence_starts(text)
    figures: list[Figure] = []
    carried, sentence = "", (0, 0)
    for at, mention in enumerate(found):
        bounds = around(starts, mention.start, len(text))
        carried = carried if bounds == sentence else ""
        sentence = bounds
        before = found[at - 1] if at else None
        phrase = subjects.get(at) or counted(text, mention, before, carried).text
        left = left_of(text, mention, before)
        if at in moves and moves[at][0] is not Role.PREVIOUS and carried:
            phrase = carried
        role, change = moves.get(at) or (_role(mention, left, plans=plans), _change(mention, left))
        figures.append(
            _figure(
                mention,
                text,
                block=block,
                id=f"{block_id}-{at + 1}",
                section=section,
                role=role,
                change=change,
                indicator=phrase,
                sentence=text[slice(*bounds)].strip(),
            )
        )
        carried = phrase or carried
    return Extraction(figures=with_parents(figures, parts(text, found)), skipped=mentions.skipped)


def _figure(  # noqa: PLR0913 - a figure has that many sides
    mention: Mention, text: str, *, block: int, id: str, section: int | None,  # noqa: A002
    role: Role, change: Change, indicator: str, sentence: str,
) -> Figure:  # fmt: skip
    return Figure(
        id=id,
        block=block,
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        value=mention.value,
        unit=mention.unit_said,
        normalized_value=mention.normalized,
        normalized_unit=mention.unit.name,
        lower=mention.lower,
        upper=mention.upper,
        kind=mention.unit.kind,
        indicator=indicator,
        sentence=sentence,
        qualifier=mention.qualifier,
        change=change,
        role=role,
        section=section,
    )


def _role(mention: Mention, left: str, *, plans: bool) -> Role:
    if mention.unit.kind is Kind.RANK:
        return Role.RANK
    if mention.unit.kind not in _RELATIVE and _PREVIOUS.search(left):
        return Role.PREVIOUS
    if plans or _TARGET.search(left):
        return Role.TARGET
    return Role.ACTUAL


def _change(mention: Mention, left: str) -> Change:
    said = change_said(left)
    if said and (mention.unit.kind in _RELATIVE or len(left) <= 40):  # noqa: PLR2004
        return Change(said)
    return Change.NONE
