"""Rows and columns of a table by the words that head them.

A form's notice and a profile name them as 甲／乙 (乙 below 甲), without the numbers that stand
before them; departments number anew, space words out and add remarks in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tasks.document import Cell

KIND: Final = ("行", "列")
"""How an axis is called: rows are axis 0, columns axis 1."""

THROUGH, WITHIN = "…", "／"
_NUMBER: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])"
)


def covers(cell: Cell, axis: int, place: int) -> bool:
    """Say whether a cell, merged ones included, lies in a row (axis 0) or column (axis 1)."""
    if axis == 0:
        return cell.row <= place < cell.row + cell.row_span
    return cell.column <= place < cell.column + cell.column_span


def name_of(text: str) -> str:
    """Return a header's words without spaces and without the number before them."""
    return _NUMBER.sub("", re.sub(r"\s", "", text))


def lines_named(names: Sequence[str], heads: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the lines that the names stand for; [] when one of them is not in the table.

    `heads` are the names of each line, from the outside in.
    """
    found: list[int] = []
    for name in names:
        first, _, last = name.partition(THROUGH)
        begins, ends = _named(first, heads), _named(last or first, heads)
        if not begins or not ends:
            return []
        found.extend(range(begins[0], ends[-1] + 1) if last else begins)
    return found


def _named(name: str, heads: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the lines that stand under all the header words of a name (行政复议／总计)."""
    wanted = set(name.split(WITHIN))
    return [line for line, words in enumerate(heads) if wanted <= set(words)]
