"""Numbered lines judged by their neighbours: a list of statements, or headings of one kind.

A line alone may be either; the lines of the same numbering beside it tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.department.sections.drafts import Draft
from tasks.department.sections.matching import Matcher
from tasks.department.sections.numbering import Family
from tasks.document import BlockKind

_CLOSED = ("。", "；", ";", "：", ":")
_LONG_STATEMENT = 24
"""Characters from which a line without text of its own is a statement rather than a title."""
_SHORT_TITLE = 24
_LEAST = 2
_NAMED = 0.5


def with_siblings(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, numbered lines made headings or text as their neighbours are."""
    done = list(drafts)
    for run in _runs(done):
        if _is_list(done, run):
            for at in run:
                done[at] = replace(done[at], kind=BlockKind.PARAGRAPH, level=None)
    for at, draft in enumerate(done):
        if _is_title(draft) and _has_heading_beside(done, at) and _has_text(done, at):
            done[at] = replace(draft, kind=BlockKind.HEADING)
    return done


def without_mottos(drafts: Sequence[Draft], matcher: Matcher) -> list[Draft]:
    """Return the drafts, a line that stands out before the first number made text.

    In a report whose chapters are numbered it is a motto or a subtitle, unless it names a
    section of the outline.
    """
    numbered = [n for n, d in enumerate(drafts) if d.kind is BlockKind.HEADING and d.numbering]
    first = drafts[numbered[0]].numbering if numbered else None
    if first is None or first.family > Family.DUN or len(numbered) < _LEAST:
        return list(drafts)
    return [
        replace(draft, kind=BlockKind.PARAGRAPH, aside=True)
        if at < numbered[0]
        and draft.kind is BlockKind.HEADING
        and not draft.run_in
        and matcher.best(draft.text)[1].wording < _NAMED
        else draft
        for at, draft in enumerate(drafts)
    ]


def _family(draft: Draft) -> Family | None:
    """Return the family of a whole numbered line below the chapters, else None."""
    if draft.numbering is None or draft.run_in or (draft.offset and not draft.number):
        return None
    family = draft.numbering.family
    return family if family > Family.DUN and family is not Family.SHI else None


def _runs(drafts: Sequence[Draft]) -> Iterator[list[int]]:
    """Yield the places of numbered lines of one family that follow each other directly."""
    run: list[int] = []
    for at, draft in enumerate(drafts):
        if run and _family(draft) != _family(drafts[run[0]]):
            yield run
            run = []
        if _family(draft) is not None:
            run.append(at)
    if run:
        yield run


def _is_list(drafts: Sequence[Draft], run: Sequence[int]) -> bool:
    """Whether the lines are statements: closed, long or partly known to be so, none with text."""
    texts = [drafts[at].text.strip() for at in run]
    if len(run) < _LEAST or not all(text.endswith(_CLOSED) for text in texts):
        return False
    known = any(drafts[at].kind is not BlockKind.HEADING for at in run)
    length = sum(map(len, texts)) / len(texts)
    return known or length >= _LONG_STATEMENT


def _is_title(draft: Draft) -> bool:
    text = draft.text.strip()
    short = 0 < len(text) <= _SHORT_TITLE and not text.endswith((*_CLOSED, "，", ",", "、"))
    return draft.kind is BlockKind.PARAGRAPH and _family(draft) is not None and short


def _has_heading_beside(drafts: Sequence[Draft], at: int) -> bool:
    """Whether the next number before or after, of the same family, heads something."""
    mine = drafts[at].numbering
    return mine is not None and any(
        draft.kind is BlockKind.HEADING
        and draft.numbering is not None
        and draft.numbering.family is mine.family
        and abs(draft.numbering.value - mine.value) == 1
        for draft in (_next(drafts, at, 1), _next(drafts, at, -1))
        if draft is not None
    )


def _next(drafts: Sequence[Draft], at: int, step: int) -> Draft | None:
    """Return the nearest numbered line of the same family in a direction, or None."""
    family = _family(drafts[at])
    at += step
    while 0 <= at < len(drafts):
        numbering = drafts[at].numbering
        if numbering is not None and numbering.family <= Family.DUN:
            return None
        if numbering is not None and numbering.family is family:
            return drafts[at]
        at += step
    return None


def _has_text(drafts: Sequence[Draft], at: int) -> bool:
    """Whether text without a number stands below the line."""
    below = drafts[at + 1] if at + 1 < len(drafts) else None
    return below is not None and below.kind is BlockKind.PARAGRAPH and below.numbering is None
