"""A phrase that comes near to the catalogue is suggested, never counted by itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.department.figures.extract import find_figures
from tasks.department.figures.figure import Figure
from tasks.document import Block, BlockKind
from tasks.profile.load import default_profile

ROWS = tomllib.loads((Path(__file__).parent / "suggestions.toml").read_text(encoding="utf-8"))
PROFILE = default_profile()


def figures(text: str) -> dict[str, Figure]:
    block = Block(index=0, id="b", kind=BlockKind.PARAGRAPH, text=text)
    return {figure.text: figure for figure in find_figures([block], PROFILE).figures}


@pytest.mark.parametrize("row", ROWS["row"], ids=lambda row: row["text"])
def test_suggestions(row: dict[str, Any]) -> None:
    found = figures(row["text"])
    for text, name in row["suggested"].items():
        assert (found[text].suggested or "") == name, row["why"]
    for text, name in row.get("canonical", {}).items():
        assert (found[text].canonical or "") == name, row["why"]


@pytest.mark.parametrize("row", ROWS["row"], ids=lambda row: row["text"])
def test_what_is_suggested_is_not_canonical(row: dict[str, Any]) -> None:
    assert not any(f.suggested and f.canonical for f in figures(row["text"]).values())
