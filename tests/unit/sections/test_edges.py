"""What stands around the sections, and the kinds of blocks within them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.department.sections import find_sections
from tasks.document import Block
from tasks.profile.load import default_profile
from tests.unit.sections.cases import Row, rows
from tests.unit.sections.notation import document

OUTLINE = default_profile().outline


@pytest.mark.parametrize("row", rows(Path(__file__).with_name("edges.toml")))
def test_each_block_is_of_its_kind_and_in_its_place(row: Row) -> None:
    blocks = find_sections(document(row["text"], bare=True), OUTLINE).blocks
    wanted = row["blocks"].strip().splitlines()
    said = [_line(block) for block in blocks]
    shown = [_as_wanted(a, b) for a, b in zip(said, wanted, strict=False)]
    assert [*shown, *said[len(shown) :]] == wanted


def _line(block: Block) -> str:
    said = block.number + block.text if block.kind != "heading" else block.text
    return f"{block.kind} {block.section or '-'} {''.join(said.split())}"


def _as_wanted(said: str, wanted: str) -> str:
    """Return what was said, cut to the row's beginning, its open parts (*) from the row."""
    got, want = said.split(" ", 2), wanted.split(" ", 2)
    head = ["*" if w == "*" else g for g, w in zip(got[:2], want[:2], strict=True)]
    return " ".join([*head, got[2][: len(want[2])]])
