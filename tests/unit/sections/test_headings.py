"""Which lines are headings, of which level, and where a run-in one ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.department.sections import find_sections
from tasks.document import Block, BlockKind
from tasks.profile.load import default_profile
from tests.unit.sections.cases import Row, rows
from tests.unit.sections.notation import document

OUTLINE = default_profile().outline
ROWS = [
    row
    for name in ("headings.toml", "headings_second.toml", "headings_hard.toml")
    for row in rows(Path(__file__).with_name(name))
]


@pytest.mark.parametrize("row", ROWS)
def test_the_headings_are_those_of_the_row(row: Row) -> None:
    blocks = find_sections(document(row["text"], bare=row.get("bare", False)), OUTLINE).blocks
    wanted = row["headings"].strip().splitlines()
    said = [_line(block) for block in blocks if block.kind is BlockKind.HEADING]
    shown = [_as_wanted(a, b) for a, b in zip(said, wanted, strict=False)]
    assert [*shown, *said[len(shown) :]] == wanted


def _line(block: Block) -> str:
    level = f"{block.level}{'r' if block.run_in else ''}"
    return f"{level} {_squeeze(block.number) or '-'} {_squeeze(block.text).rstrip('。，；：;:')}"


def _as_wanted(said: str, wanted: str) -> str:
    """Return what was said with each part the row leaves open (*) taken from the row."""
    got, want = said.split(" ", 2), wanted.split(" ", 2)
    return " ".join("*" if w == "*" else g for g, w in zip(got, want, strict=True))


def _squeeze(text: str) -> str:
    return "".join(text.split())
