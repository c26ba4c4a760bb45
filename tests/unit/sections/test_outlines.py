"""Which place of the outline a heading and what stands under it belong to."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from tasks.department.sections import Sectioned, find_sections
from tasks.document import Block, BlockKind, Document
from tasks.profile.load import default_profile
from tests.unit.sections.cases import Row, rows
from tests.unit.sections.notation import BODY, document

OUTLINE = default_profile().outline
FILES = [
    Path(__file__).with_name(name)
    for name in ("outlines.toml", "outlines_second.toml", "outlines_hard.toml")
]


@pytest.mark.parametrize("row", [row for file in FILES for row in rows(file)])
def test_each_heading_and_its_body_have_their_place(row: Row) -> None:
    lines = [_split(line) for line in row["text"].strip().splitlines()]
    found = find_sections(_document(lines), OUTLINE)
    got = [f"{said} => {_place(found, said)}" for said, _, _ in lines]
    wanted = [f"{said} => {wanted}" for said, _, wanted in lines]
    pairs = zip(got, wanted, strict=True)
    assert [w if _agrees(g, w) else g for g, w in pairs] == wanted
    assert _missing_merges(found, row.get("merged", [])) == []


@pytest.mark.parametrize("row", [row for file in FILES for row in rows(file, marked=False)])
def test_a_heading_without_a_place_is_asked_about(row: Row) -> None:
    found = find_sections(_document([_split(x) for x in row["text"].strip().splitlines()]), OUTLINE)
    asked = {notice.block for notice in found.diagnostics}
    silent = [b.text for b in found.blocks if b.level and not b.section and b.index not in asked]
    assert silent == []


def _split(line: str) -> tuple[str, str, str]:
    said, wanted = line.rsplit(" => ", 1)
    heading, _, body = said.partition(" :: ")
    return heading.strip(), body.strip(), wanted.strip()


def _document(lines: list[tuple[str, str, str]]) -> Document:
    bodies = cycle(BODY)
    return document("\n".join(f"{said}\n{body or next(bodies)}" for said, body, _ in lines))


def _place(found: Sectioned, heading: str) -> str:
    """Return the place of the heading, and of the block below it where that is another."""
    wanted = heading.rsplit("]", maxsplit=1)[-1].replace(" ", "")
    for at, block in enumerate(found.blocks):
        if _line(block) == wanted or (block.run_in and wanted.startswith(_line(block))):
            return _places(found.blocks[at : at + 2])
    return "not found"


def _places(blocks: tuple[Block, ...]) -> str:
    here, below = (str(block.section or "-") for block in blocks)
    if blocks[0].kind is not BlockKind.HEADING:
        return "no heading"
    return here if here == below else f"{here}, below {below}"


def _line(block: Block) -> str:
    return (block.number + block.text).replace(" ", "")


def _agrees(got: str, wanted: str) -> bool:
    place, choices = got.rsplit(" => ", 1)[1], wanted.rsplit(" => ", 1)[1]
    return choices == "*" or place in choices.split("|")


def _missing_merges(found: Sectioned, wanted: list[object]) -> list[object]:
    return [w for w in wanted if not any(int(c) in found.merged for c in str(w).split("|"))]
