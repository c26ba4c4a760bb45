"""The report's pieces put into the sections of the outline, as blocks with stable ids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from tasks.department.sections.alignment import Placement, align, override
from tasks.department.sections.doubts import doubts
from tasks.department.sections.drafts import Draft
from tasks.department.sections.matching import Matcher, matcher_of
from tasks.department.sections.structure import structure
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind, Document
from tasks.profile.model import OutlineSection

_ASIDE = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.ADDRESSEE,
        BlockKind.SIGNATURE,
        BlockKind.DATE,
        BlockKind.ATTACHMENT,
    }
)
_YEAR = re.compile(r"20\d\d")
_UNSURE = 0.3
_BODY_REACH = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sectioned:
    """A report's blocks with their places, and what was odd about placing them.

    `merged` holds the sections that stand under another section's heading
    (存在问题及下一步打算): they are answered, though they have no heading of their own.
    """

    blocks: tuple[Block, ...]
    merged: frozenset[int]
    diagnostics: tuple[Diagnostic, ...]


def find_sections(document: Document, outline: Sequence[OutlineSection]) -> Sectioned:
    """Return the report's blocks, each in its section of the outline or in none."""
    matcher = matcher_of(tuple(outline))
    drafts = structure(document, matcher)
    tops = _top_headings(drafts)
    bodies = [_body(drafts, at, tops) for at in tops]
    headings = [(drafts[at].text, body) for at, body in zip(tops, bodies, strict=True)]
    placements = align(headings, matcher, year=_report_year(drafts))
    placed = dict(zip(tops, placements, strict=True))
    sections = _sections(drafts, placed, matcher)
    return Sectioned(
        blocks=_blocks(drafts, sections),
        merged=frozenset(p.also for p in placements if p.also is not None),
        diagnostics=tuple(doubts(drafts, placed, matcher.outline)),
    )


def _report_year(drafts: Sequence[Draft]) -> int | None:
    """Return the year in the title, or None; places need it, the report's year is identity's."""
    title = "".join(d.text for d in drafts if d.kind is BlockKind.TITLE)
    match = _YEAR.search(title)
    return int(match[0]) if match else None


def _top_headings(drafts: Sequence[Draft]) -> list[int]:
    levels = [d.level for d in drafts if d.kind is BlockKind.HEADING and d.level is not None]
    top = min(levels, default=1)
    return [n for n, d in enumerate(drafts) if d.kind is BlockKind.HEADING and d.level == top]


def _body(drafts: Sequence[Draft], at: int, tops: Sequence[int]) -> str:
    following = next((n for n in tops if n > at), len(drafts))
    return "".join(d.text for d in drafts[at + 1 : following])[:_BODY_REACH]


def _sections(
    drafts: Sequence[Draft], placed: dict[int, Placement], matcher: Matcher
) -> list[int | None]:
    """Return the section of each draft: its top heading's, unless a sub-heading moves it."""
    found: list[int | None] = []
    top: Placement | None = None
    moved: list[tuple[int, int | None]] = []
    ended = False
    for at, draft in enumerate(drafts):
        ended = ended or draft.kind is BlockKind.SIGNATURE
        if at in placed:
            top, moved, ended = placed[at], [], False
        elif draft.kind is BlockKind.HEADING and top is not None:
            level = draft.level or 1
            moved = [(deep, section) for deep, section in moved if deep < level]
            parent = moved[-1][1] if moved else top.section
            new = _moved(draft.text, _body_below(drafts, at), parent, top, matcher)
            if new is not None:
                moved.append((level, new))
        outside = top is None or draft.kind in _ASIDE or draft.aside or ended
        current = moved[-1][1] if moved else (top.section if top else None)
        found.append(None if outside else current)
    return found


def _body_below(drafts: Sequence[Draft], at: int) -> str:
    """Return the text between a heading and the next one."""
    following = takewhile(lambda draft: draft.kind is not BlockKind.HEADING, drafts[at + 1 :])
    return "".join(draft.text for draft in following)[:_BODY_REACH]


def _moved(
    heading: str, body: str, parent: int | None, top: Placement, matcher: Matcher
) -> int | None:
    """Return the section a sub-heading moves to, or None when it stays with its parent."""
    if top.also is not None:
        fits = matcher.fits(heading, body)
        places = {matcher.outline[n].number: fit.score for n, fit in enumerate(fits)}
        own, other = places.get(top.section or 0, 0.0), places[top.also]
        return top.also if other > own and other > _UNSURE else None
    placement = override(heading, body, parent, matcher)
    return placement.section if placement else None


def _blocks(drafts: Sequence[Draft], sections: Sequence[int | None]) -> tuple[Block, ...]:
    seen: Counter[str] = Counter()
    blocks = []
    for index, (draft, section) in enumerate(zip(drafts, sections, strict=True)):
        key = _key(draft)
        seen[key] += 1
        blocks.append(
            Block(
                index=index,
                id=key if seen[key] == 1 else f"{key}-{seen[key]}",
                kind=draft.kind,
                text=draft.text,
                level=draft.level,
                number=draft.number,
                section=section,
                source=draft.source,
                offset=draft.offset,
                run_in=draft.run_in,
                typed=draft.typed,
                table=draft.table,
            )
        )
    return tuple(blocks)


def _key(draft: Draft) -> str:
    """Return a name made of the text alone, so that edits elsewhere leave it as it is."""
    said = re.sub(r"\s+", "", draft.text)
    return "b" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]
