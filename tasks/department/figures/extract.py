"""The figures of a whole report, block by block, and the numbers that are none."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.department.figures.canonical import catalogue_of, with_canonical
from tasks.department.figures.figure import Figure, SkippedNumber
from tasks.department.figures.grid import UNIT_NOTE
from tasks.department.figures.prose import Extraction, extract_prose
from tasks.department.figures.relation import Relation
from tasks.department.figures.tables import extract_table
from tasks.document import Block, BlockKind
from tasks.profile.model import Profile

_NO_FIGURES = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.ADDRESSEE,
        BlockKind.SIGNATURE,
        BlockKind.DATE,
        BlockKind.ATTACHMENT,
        BlockKind.CAPTION,
    }
)
"""Blocks whose numbers are years, dates and places, never quantities."""


def find_figures(
    blocks: Sequence[Block], profile: Profile, *, year: int | None = None
) -> Extraction:
    """Return the figures of the blocks, named by the catalogue where it knows them.

    `year` is the report's own year, where it is known.
    """
    plans = {section.number for section in profile.outline if section.plans}
    catalogue = catalogue_of(profile.indicators)
    figures: list[Figure] = []
    skipped: list[SkippedNumber] = []
    relations: list[Relation] = []
    for at, block in enumerate(blocks):
        found = _of_block(blocks, at, plans=block.section in plans, year=year)
        if block.kind in _NO_FIGURES:
            skipped.extend(_none(found, block))
            continue
        figures.extend(found.figures)
        skipped.extend(found.skipped)
        relations.extend(found.relations)
    return Extraction(
        figures=with_canonical(figures, catalogue),
        skipped=tuple(skipped),
        relations=tuple(relations),
    )


def _of_block(blocks: Sequence[Block], at: int, *, plans: bool, year: int | None) -> Extraction:
    block = blocks[at]
    if block.table is None:
        return extract_prose(
            block.text, block=block.index, block_id=block.id, section=block.section, plans=plans,
            year=year,
        )  # fmt: skip
    return extract_table(
        block.table, block=block.index, block_id=block.id, section=block.section,
        note=_note(blocks, at), plans=plans,
    )  # fmt: skip


def _note(blocks: Sequence[Block], at: int) -> str:
    """Return the lines before a table that may name its unit.

    A table of one row may be a line that somebody laid out; what another one says is its own.
    """
    lines = [b for b in blocks[max(0, at - 2) : at] if b.table is None or b.table.rows == 1]
    before = [b.text for b in lines if len(b.text) < 60]  # noqa: PLR2004
    return "\n".join(t for t in before if UNIT_NOTE.search(t))


def _none(found: Extraction, block: Block) -> list[SkippedNumber]:
    made = [
        SkippedNumber(block=block.index, start=f.start, end=f.end, text=f.text, reason="name")
        for f in found.figures
    ]
    return [*found.skipped, *made]
