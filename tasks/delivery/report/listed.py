"""Problems and plans: short lists 一是 … 二是 …, in which no department is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.delivery.report.desk import Desk, passage
from tasks.delivery.report.lexicon import CAUSES
from tasks.delivery.report.naming import leave_unnamed
from tasks.delivery.report.passage import Passage, Theme
from tasks.delivery.report.selection import Candidate, nearness, same, stands_alone, topic_of
from tasks.delivery.report.sentences import Sentence
from tasks.delivery.report.tense import in_year

_SHORT: Final = 60
_NUMBERS: Final = ("一是", "二是", "三是", "四是", "五是", "六是", "七是")
_REASONS: Final = 1
_REASON: Final = re.compile(r"原因")

_PLAIN: Final = 300
"""How much it counts that other departments use the same words, against length in characters."""


def listed(desk: Desk, number: int, room: int) -> tuple[Theme, ...]:
    """Return the section as a list, a statement per cause, and a paragraph of reasons.

    Causes that more departments name come first; of each, the statement nearest to what
    the others say stands for all. Numbers of one department never stand for the district.
    """
    found = [c for c in (_unnamed(desk, s) for s in desk.inside(number)) if c]
    reasons = [c for c in found if _REASON.search(c.text)]
    items = _items([c for c in found if c not in reasons], room)
    paragraphs = []
    if items:
        paragraphs.append(_numbered(items))
    if reasons and items:
        paragraphs.append(tuple(passage(c) for c in _best(reasons, _REASONS)))
    return (Theme(title="", paragraphs=tuple(paragraphs)),) if paragraphs else ()


def _unnamed(desk: Desk, sentence: Sentence) -> Candidate | None:
    if not stands_alone(sentence) or sentence.figures:
        return None
    said = in_year(sentence.text, desk.district.year)
    text = leave_unnamed(said, desk.who(sentence.department))
    if text is None:
        return None
    penalty = 20 * (text != said) + max(0, len(text) - _SHORT)
    return Candidate(sentence=sentence, text=text, worth=-penalty)


def _items(found: Sequence[Candidate], room: int) -> list[Candidate]:
    """Return one statement per cause, the causes of most departments first, then a second."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(topic_of(candidate.sentence, CAUSES).title, []).append(candidate)
    ranked = [_ranked(group) for group in sorted(groups.values(), key=_departments, reverse=True)]
    items: list[Candidate] = []
    for group in (*ranked, *ranked):
        best = _fresh(group, items)
        if best and len(items) < len(_NUMBERS) and len(best.text) <= room:
            items.append(best)
            room -= len(best.text)
    return items


def _departments(group: Sequence[Candidate]) -> int:
    return len({candidate.sentence.department for candidate in group})


def _ranked(group: Sequence[Candidate]) -> list[Candidate]:
    """Return the group, first the plain statements that are near to the others."""
    texts = [candidate.text for candidate in group]
    ranks = {
        id(candidate): candidate.worth + _PLAIN * nearness(candidate.text, texts)
        for candidate in group
    }
    return sorted(group, key=lambda c: (-ranks[id(c)], c.sentence.order))


def _fresh(ranked: Sequence[Candidate], items: Sequence[Candidate]) -> Candidate | None:
    """Return the first statement not said yet, with the sentences that say the same."""
    for candidate in ranked:
        if not any(same(candidate.text, item.text) for item in items):
            others = tuple(c.sentence for c in ranked if same(c.text, candidate.text))
            return Candidate(
                sentence=candidate.sentence,
                text=candidate.text,
                worth=candidate.worth,
                others=others,
            )
    return None


def _best(group: Sequence[Candidate], count: int) -> list[Candidate]:
    found: list[Candidate] = []
    for candidate in _ranked(group):
        if len(found) < count and not any(same(candidate.text, c.text) for c in found):
            found.append(candidate)
    return found


def _numbered(items: Sequence[Candidate]) -> tuple[Passage, ...]:
    """Return the items as passages, numbered when there is more than one."""
    if len(items) == 1:
        return (passage(items[0]),)
    return tuple(passage(item, mark) for item, mark in zip(items, _NUMBERS, strict=False))
