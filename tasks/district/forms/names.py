"""A form's rows and columns as words: how they are printed, and by what they are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from tasks.department.figures.lines import KIND, WITHIN, name_of
from tasks.profile.forms import OTHER
from tasks.profile.model import FormBlock

_REMARK: Final = re.compile(r"\([^()]*\)")
_MARKS: Final = re.compile(r"[“”\"‘’'「」《》,，、;；:：。.]")

_INNER: Final = str.maketrans("“”", "‘’")
"""Quotes within a quotation (GB/T 15834, 4.8)."""

Wordings = frozenset[str]
"""The wordings of one header, as `plain_name` makes them."""


@cache
def steps(name: str) -> tuple[str, ...]:
    """Return the names from the outside in, as printed; '' where the one before goes on."""
    return tuple(step.partition(OTHER)[0].strip() for step in name.split(WITHIN))


@cache
def wanted(name: str) -> tuple[Wordings, ...]:
    """Return what each step of a name may be called in a department's table."""
    return tuple(
        frozenset(map(plain_name, step.split(OTHER))) for step in name.split(WITHIN) if step
    )


def plain_name(text: str) -> str:
    """Return a header's words as they are compared: no numbers, spaces, quotes, remarks.

    部分公开（区分处理的，只计这一情形） is 部分公开; a header that is nothing but a remark stays.
    """
    name = name_of(unicodedata.normalize("NFKC", text))
    return _MARKS.sub("", _REMARK.sub("", name) or name)


def rows_of(block: FormBlock) -> Sequence[str]:
    """Return the names of a block's rows; '' for the only one of a block that names none."""
    return block.rows or ("",)


def said(name: str) -> str:
    """Return a row or column as it is spoken of: its names, joined."""
    return WITHIN.join(filter(None, steps(name)))


def brief(name: str, names: Sequence[str]) -> str:
    """Return as many of a line's names, from the inside out, as no other of `names` ends in."""
    own = tuple(filter(None, steps(name)))
    others = [tuple(filter(None, steps(other))) for other in names if other != name]
    for count in range(1, len(own)):
        if not any(other[-count:] == own[-count:] for other in others):
            return WITHIN.join(own[-count:])
    return WITHIN.join(own)


def cell_name(block: FormBlock, row: int, column: int) -> str:
    """Return how a cell of the form is called (“行政许可”行“本年处理决定数量”列)."""
    name = rows_of(block)[row]
    return f"{line_name(name, 0) if name else ''}{line_name(block.columns[column], 1)}"


def line_name(name: str, axis: int) -> str:
    """Return how a row (axis 0) or column (axis 1) of the form is called."""
    return f"“{said(name).translate(_INNER)}”{KIND[axis]}"
