"""The report's pieces put into the sections of the outline, as blocks with stable ids."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.department.sections.alignment import align
from tasks.department.sections.doubts import doubts
from tasks.department.sections.drafts import Draft
from tasks.department.sections.matching import matcher_of
from tasks.department.sections.places import Walk, text_of
from tasks.department.sections.structure import structure
from tasks.diagnostics import Diagnostic
from tasks.document import Block, BlockKind, Document
from tasks.profile.model import OutlineSection

_YEAR = re.compile(r"20\d\d")


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
    ends = [*tops[1:], len(drafts)]
    headings = [
        (drafts[at].text, text_of(drafts, at + 1, end)) for at, end in zip(tops, ends, strict=False)
    ]
    year = _report_year(drafts)
    placements = align(headings, matcher, year=year)
    placed = dict(zip(tops, placements, strict=True))
    sections = Walk(drafts, placed, matcher, year).sections()
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
