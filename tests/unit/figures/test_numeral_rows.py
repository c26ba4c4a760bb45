"""`parse_numeral` reads every form of numeral that reports use, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tasks.department.figures.numerals import parse_numeral
from tests.unit.figures.row import numeral_rows

ROWS = numeral_rows()
EXACT = [
    pytest.param(
        text,
        value,
        id=text or "empty",
        marks=[pytest.mark.xfail(reason=row["fails"][text], strict=True)]
        if text in row.get("fails", {})
        else [],
    )
    for row in ROWS
    for text, value in row.get("texts", {}).items()
]
BOUNDED = [
    pytest.param(
        row,
        id=row["text"],
        marks=[pytest.mark.xfail(reason=row["fails"], strict=True)] if "fails" in row else [],
    )
    for row in ROWS
    if "text" in row
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_exact(text: str, value: str) -> None:
    numeral = parse_numeral(text)
    said = None if numeral is None else numeral.value
    assert said == (None if value == "none" else Decimal(value))


@pytest.mark.parametrize("row", BOUNDED)
def test_bounds_and_qualifier(row: Mapping[str, Any]) -> None:
    numeral = parse_numeral(row["text"])
    assert numeral is not None
    for name in ("value", "lower", "upper"):
        if name in row:
            bound = None if row[name] == "none" else Decimal(row[name])
            assert getattr(numeral, name) == bound, name
    assert numeral.qualifier == row.get("qualifier", "")
