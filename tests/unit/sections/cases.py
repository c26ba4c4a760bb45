"""Rows of input and expected result, read from a TOML file beside the test."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]


def rows(path: Path, *, marked: bool = True) -> list[object]:
    """Return the file's rows as parameters; one with `fails` is expected to fail, strictly.

    `fails` says what comes out instead, so that the day the rule is mended the row says so.
    Unless `marked`, all rows are expected to hold: for laws that the failing rows keep too.
    """
    with path.open("rb") as file:
        found: list[Row] = tomllib.load(file)["row"]
    return [pytest.param(row, id=row["name"], marks=_marks(row) if marked else []) for row in found]


def _marks(row: Row) -> list[pytest.MarkDecorator]:
    said = row.get("fails")
    return [pytest.mark.xfail(strict=True, reason=said)] if said else []
