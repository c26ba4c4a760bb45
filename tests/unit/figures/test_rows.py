"""Each row of text or table gives its figures, and its other numbers a reason."""

from __future__ import annotations

import pytest

from tests.unit.figures.comparison import complaints
from tests.unit.figures.row import Row, prose_names, read_rows

PROSE = read_rows(*prose_names())
TABLES = read_rows("tables")


def _cases(rows: list[Row]) -> list[object]:
    """Return the rows as cases; one that fails is expected to, strictly."""
    return [
        pytest.param(
            row,
            id=row.name,
            marks=[pytest.mark.xfail(reason=row.fails, strict=True)] if row.fails else [],
        )
        for row in rows
    ]


@pytest.mark.parametrize("row", _cases(PROSE))
def test_prose(row: Row) -> None:
    assert not complaints(row, row.extract()), f"{row.text} ({row.why})"


@pytest.mark.parametrize("row", _cases(TABLES))
def test_table(row: Row) -> None:
    assert not complaints(row, row.extract()), f"{row.text} ({row.why})"


def test_rows_are_told_apart() -> None:
    """No text stands twice, so that no rule is counted twice."""
    texts = [row.text for row in PROSE]
    assert len(texts) == len(set(texts))
