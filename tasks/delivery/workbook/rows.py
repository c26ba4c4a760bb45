"""Rows as the XML of a sheet, written by ourselves: a cell costs a microsecond, not twenty.

openpyxl makes an object and an XML element for every cell. A table of a hundred thousand
figures has three million, most of them seen before: what a value looks like in a column is
made once and remembered. Where a row will stand is left open and filled in when
the sheet is written, so that the rows of a report can be kept and moved up or down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import islice
from types import NoneType
from typing import ClassVar, Final

from openpyxl.utils import get_column_letter

from tasks.delivery.workbook.chunks import END, HERE, Chunk, Jump
from tasks.delivery.workbook.sheet import Column, line_count, row_height, style_of
from tasks.delivery.workbook.values import (
    ACTIVE,
    EXACT_DIGITS,
    Formula,
    Link,
    Linked,
    Share,
    Token,
    Value,
    exact_number,
    safe_text,
)

Looks = Mapping[tuple[str, bool], int]
"""The number of each named style in the workbook; True for its form for active text."""

_UNLIKE: Final = frozenset({Link, Linked, Token})
"""What no column remembers: no two are alike."""

_MOST_REMEMBERED: Final = 4_096
_AT_ONCE: Final = 100  # rows


class RowWriter:
    """Turns the rows of a table with these columns into chunks."""

    def __init__(self, columns: Sequence[Column], looks: Looks) -> None:
        """Prepare a writer for each column."""
        self._links: list[tuple[str, Link]] = []
        self._columns = tuple(
            _ColumnWriter(get_column_letter(number), column, looks, self._links)
            for number, column in enumerate(columns, start=1)
        )

    def chunks(self, rows: Iterable[Sequence[Value]]) -> Iterator[Chunk]:
        """Yield the rows as chunks, each made when it is asked for."""
        waiting = iter(rows)
        while some := tuple(islice(waiting, _AT_ONCE)):
            yield self.chunk(some)

    def chunk(self, rows: Iterable[Sequence[Value]]) -> Chunk:
        """Return the rows as a chunk."""
        jumps: list[Jump] = []
        made = []
        for number, row in enumerate(rows):
            made.append(self._row(row))
            jumps += [_jump(number, column, link) for column, link in self._links]
            self._links.clear()
        return Chunk(count=len(made), xml="".join(made).encode("utf-8"), jumps=tuple(jumps))

    def _row(self, row: Sequence[Value]) -> str:
        made = [
            column.number(value)
            if type(value) is Decimal
            else column.known.get(value) or column.write(value)
            for column, value in zip(self._columns, row, strict=True)
        ]
        cells, lines = zip(*made, strict=True)
        height = f"{row_height(max(lines)):g}"
        return f'<row r="{HERE}" ht="{height}" customHeight="1">{"".join(cells)}{END}'


def _jump(row: int, column: str, link: Link) -> Jump:
    return Jump(row=row, column=column, target=link.target, location=link.location)


class _ColumnWriter:
    """One column's cells; `known` holds (cell, lines of text) of what was written before.

    Links are never among them: each is noted when it is written.
    """

    __slots__ = (
        "_active",
        "_links",
        "_looks",
        "_plain",
        "_start",
        "_whole",
        "_width",
        "known",
        "letter",
    )

    def __init__(
        self, letter: str, column: Column, looks: Looks, links: list[tuple[str, Link]]
    ) -> None:
        self.letter = letter
        self.known: dict[Value, tuple[str, int]] = {}
        self._looks, self._links, self._width = looks, links, column.width
        self._plain, self._active = (looks[column.style, active] for active in (False, True))
        self._whole = looks[style_of(0, ""), False]
        self._start = f'<c r="{letter}{HERE}" s="'

    def write(self, value: Value) -> tuple[str, int]:
        """Return the value's cell and how many lines its text takes, and remember both."""
        kind = type(value)
        made = self._MAKERS[kind](self, value)
        if kind not in _UNLIKE:
            if len(self.known) > _MOST_REMEMBERED:
                self.known.clear()
            self.known[value] = made
        return made

    def _text(self, value: str) -> tuple[str, int]:
        clean = safe_text(value)
        look = self._active if clean.startswith(ACTIVE) else self._plain
        return self._start + text(look, clean), line_count(value, self._width)

    def _token(self, value: Token) -> tuple[str, int]:
        return self._start + text(self._plain, value.text), 1

    def _link(self, value: Link) -> tuple[str, int]:
        self._links.append((self.letter, value))
        look = self._looks[style_of(value, ""), False]
        return self._start + text(look, safe_text(value.text)), 1

    def _linked(self, value: Linked) -> tuple[str, int]:
        self._links.append((self.letter, value.link))
        return self.number(value.value)

    def number(self, value: Decimal) -> tuple[str, int]:
        """Return the number's cell: its digits, as text when a cell cannot hold them all."""
        digits = str(value)
        if digits.isdigit() and len(digits) <= EXACT_DIGITS:
            return f'{self._start}{self._whole}"><v>{digits}</v></c>', 1
        exact, look = exact_number(value), self._looks[style_of(value, ""), False]
        if exact is None:
            return self._start + text(look, f"{value:f}"), 1
        return f'{self._start}{look}"><v>{exact!r}</v></c>', 1

    def _formula(self, value: Formula | Share) -> tuple[str, int]:
        name = style_of(value, "")
        look = self._looks[name, False] if name else self._plain
        said = escape(value.text.removeprefix("="), quote=False)
        return f'{self._start}{look}"><f>{said}</f><v/></c>', 1

    def _nothing(self, _: None) -> tuple[str, int]:
        return f'{self._start}{self._plain}"/>', 1

    _MAKERS: ClassVar[Mapping[type, Callable[..., tuple[str, int]]]] = {
        str: _text,
        int: lambda column, value: column.number(Decimal(value)),
        Formula: _formula,
        Share: _formula,
        Link: _link,
        Linked: _linked,
        Token: _token,
        NoneType: _nothing,
    }
    """What makes a value's cell: not bound to a column, which would hold itself and its memory."""


def text(look: int, said: str) -> str:
    """Return the end of a cell with this text, as text whatever it looks like."""
    if not said:
        return f'{look}"/>'
    keep = ' xml:space="preserve"' if said != said.strip() else ""
    safe = escape(said, quote=False)
    return f'{look}" t="inlineStr"><is><t{keep}>{safe}</t></is></c>'
