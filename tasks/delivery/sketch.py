"""What the outputs show of a report besides its own page: kept, so that its text can stay away.

Most outputs need a few words of each report: the sentences behind totals, the places that
checks point to, what no section took. They are taken from its blocks and figures once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from tasks.delivery.amendment import amendment
from tasks.delivery.display import shown
from tasks.delivery.places import BLOCK_KIND, FRAME, PagedReport, block_place
from tasks.department.figures.figure import Figure
from tasks.document import Block
from tasks.ledger.shelf import Shelf

UNPLACED: Final = 0
"""Stands for what is under no section, where sections stand by their place in the outline."""

TOP: Final = "top"
"""The place on a page of what stands nowhere in it."""

_MENTIONED: Final = 2
"""The place of the figures in a packed sketch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A figure that is shown outside its report's page, its texts as they may be shown."""

    text: str
    sentence: str
    amended: str
    removed: bool
    approximate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A block under no section, its text as the report has it."""

    index: int
    kind: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is shown of a report.

    `amended` counts its corrected figures; `ways` has the anchor of each section's first
    block and, under `UNPLACED`, of the first under none; `mentioned` the figures asked for,
    by id; `places` the place in words and the anchor of each diagnostic, in their order.
    """

    amended: int
    ways: Mapping[int, str]
    mentioned: Mapping[str, Mentioned]
    unplaced: tuple[Stray, ...]
    places: tuple[tuple[str, str], ...]


def sketch(
    page: PagedReport, mentioned: Sequence[str], sections: Sequence[str], shelf: Shelf
) -> bytes:
    """Return the report's sketch with the figures of these ids, drawn now or by an earlier run.

    It is packed, as it is kept; `unpacked` gives what it says.
    """

    def make() -> bytes:
        return _packed(_drawn(page, frozenset(mentioned), tuple(sections)))

    return shelf.piece("sketch", page.report.submission.file, [mentioned, sections], make)


def _drawn(page: PagedReport, mentioned: frozenset[str], sections: tuple[str, ...]) -> Sketch:
    report = page.report
    return Sketch(
        amended=sum(figure.original is not None for figure in report.figures),
        ways=_ways(report.blocks),
        mentioned={f.id: _mentioned(f) for f in report.figures if f.id in mentioned},
        unplaced=tuple(_stray(page, block) for block in report.blocks if _is_unplaced(block)),
        places=tuple(
            (
                block_place(report, diagnostic.block, sections),
                TOP if diagnostic.block is None else page.block_anchor(diagnostic.block),
            )
            for diagnostic in report.diagnostics
        ),
    )


def _ways(blocks: Sequence[Block]) -> dict[int, str]:
    ways: dict[int, str] = {}
    for block in blocks:
        if block.section is not None or block.kind not in FRAME:
            ways.setdefault(block.section or UNPLACED, f"b-{block.id}")
    return ways


def _is_unplaced(block: Block) -> bool:
    return block.section is None and block.kind not in FRAME


def _stray(page: PagedReport, block: Block) -> Stray:
    return Stray(
        index=block.index,
        kind=BLOCK_KIND[block.kind],
        text=(block.number + block.text).strip(),
        anchor=page.block_anchor(block.index),
    )


def _mentioned(figure: Figure) -> Mentioned:
    return Mentioned(
        text=shown(figure.text),
        sentence=shown(figure.sentence),
        amended=amendment(figure),
        removed=figure.removed,
        approximate=figure.approximate,
    )


def _packed(made: Sketch) -> bytes:
    said = [
        made.amended,
        list(made.ways.items()),
        {key: astuple(figure) for key, figure in made.mentioned.items()},
        [astuple(block) for block in made.unplaced],
        made.places,
    ]
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def unpacked(kept: bytes) -> Sketch:
    """Return the sketch that was packed."""
    amended, ways, mentioned, unplaced, places = json.loads(kept)
    return Sketch(
        amended=amended,
        ways=dict(ways),
        mentioned={key: _unpacked(said) for key, said in mentioned.items()},
        unplaced=tuple(
            Stray(index=index, kind=kind, text=text, anchor=anchor)
            for index, kind, text, anchor in unplaced
        ),
        places=tuple((place, anchor) for place, anchor in places),
    )


def mention(kept: bytes, figure: str) -> Mentioned | None:
    """Return what a packed sketch has of the figure with this id; None when it has none."""
    said = json.loads(kept)[_MENTIONED].get(figure)
    return None if said is None else _unpacked(said)


def _unpacked(said: tuple[str, str, str, bool, bool]) -> Mentioned:
    text, sentence, amended, removed, approximate = said
    return Mentioned(
        text=text, sentence=sentence, amended=amended, removed=removed, approximate=approximate
    )
