"""Rows written by ourselves are read by openpyxl as what was said."""

from __future__ import annotations

import io
import weakref
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.xml.functions import tostring

from tasks.delivery.workbook import styles
from tasks.delivery.workbook.chunks import Chunk, Cutter, numbered, packed, split, unpacked
from tasks.delivery.workbook.package import Package
from tasks.delivery.workbook.rows import Looks, RowWriter
from tasks.delivery.workbook.sheet import Column
from tasks.delivery.workbook.streaming import Stream, StreamingWriter, Streams
from tasks.delivery.workbook.tables import write_table
from tasks.delivery.workbook.values import Formula, Link, Share, Token, Value, safe_text

COLUMNS = (Column(header="甲"), Column(header="乙", style=styles.CENTER))
VALUES = (
    st.none()
    | st.text(max_size=30)
    | st.integers(-(2**60), 2**60)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.builds(Token, text=st.text(st.characters(categories=["L", "N"]), min_size=1))
)
ROWS = st.lists(st.tuples(VALUES, VALUES), max_size=6)


@cache
def looks() -> Looks:
    book = Workbook()
    styles.register(book)
    return styles.looks(book.worksheets[0])


def chunk_of(rows: Sequence[Sequence[Value]]) -> Chunk:
    return RowWriter(COLUMNS, looks()).chunk(rows)


def read_back(rows: Sequence[Sequence[Value]]) -> list[tuple[Cell, ...]]:
    """Return the cells of a workbook with these rows, below its title, note and header."""
    book = Workbook()
    styles.register(book)
    sheet = book.worksheets[0]
    streams = Streams(styles.looks(sheet))
    write_table(sheet, streams, note="", columns=COLUMNS, rows=rows)
    file = io.BytesIO()
    StreamingWriter(book, Package(file), streams).save()
    found = load_workbook(file).worksheets[0]
    lines = found.iter_rows(min_row=4, max_row=3 + len(rows)) if rows else ()
    return [cast("tuple[Cell, ...]", line) for line in lines]


def meant(value: Value) -> object:
    """Return what a cell holds when it says the value."""
    if isinstance(value, Token):
        return value.text
    if isinstance(value, str):
        return safe_text(value) or None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        whole = number == number.to_integral_value()
        exact = abs(number) <= 2**53 if whole else Decimal(repr(float(number))) == number
        return number if exact else f"{number:f}"
    return value


@settings(deadline=None, max_examples=50)
@given(ROWS)
def test_every_value_is_read_back_as_said(rows: list[tuple[Value, Value]]) -> None:
    for line, row in zip(read_back(rows), rows, strict=True):
        for cell, value in zip(line, row, strict=True):
            wanted = meant(value)
            got = Decimal(repr(cell.value)) if isinstance(wanted, Decimal) else cell.value
            assert got == wanted
            assert cell.data_type != "f"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "＝1"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    ((cell, other),) = read_back([(text, "x")])
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert not other.quotePrefix


def test_formulas_and_links_are_live() -> None:
    rows: list[tuple[Value, Value]] = [
        (Formula(text='=IF(1<2,"a&b","")', places=None), Share(text="=1/4")),
        (
            Link(text="查看", target="溯源/a.html", location="f-1"),
            Link(text="看", location="'x'!A1"),
        ),
    ]
    (said, share), (out, inside) = read_back(rows)
    assert (said.value, said.data_type) == ('=IF(1<2,"a&b","")', "f")
    assert (share.value, share.number_format) == ("=1/4", "+0.0%;-0.0%;0.0%")
    assert out.hyperlink is not None
    assert inside.hyperlink is not None
    assert (out.hyperlink.target, out.hyperlink.location) == ("溯源/a.html", "f-1")
    assert (inside.hyperlink.target, inside.hyperlink.location) == (None, "'x'!A1")


def test_looks_are_those_of_the_named_styles() -> None:
    ((text, number),) = read_back([("字", Decimal("1.25"))])
    assert (text.style, number.style) == (styles.TEXT, styles.number_style(2))


@given(ROWS, st.integers(0, 6), st.integers(4, 10**6))
def test_a_chunk_cut_in_two_says_the_same(
    rows: list[tuple[Value, Value]], at: int, first: int
) -> None:
    whole = chunk_of(rows)
    cut = min(at, whole.count)
    one, rest = split(whole, cut)
    assert (one.count, rest.count) == (cut, len(rows) - cut)
    assert numbered(one, first) + numbered(rest, first + cut) == numbered(whole, first)


@given(ROWS)
def test_a_kept_chunk_comes_back_as_it_was(rows: list[tuple[Value, Value]]) -> None:
    whole = chunk_of([*rows, (Link(text="看", target="a.html", location="x"), None)])
    assert unpacked(packed(whole)) == whole


@given(st.lists(st.integers(0, 5), max_size=6), st.integers(1, 7))
def test_rows_are_dealt_out_in_order_and_none_is_lost(sizes: list[int], most: int) -> None:
    names = iter(range(100))
    chunks = [chunk_of([(next(names), None) for _ in range(size)]) for size in sizes]
    dealt = Cutter(chunks)
    hands = [list(dealt.take(most)) for _ in range(-(-sum(sizes) // most))]
    assert all(sum(c.count for c in hand) <= most for hand in hands)
    rows = b"".join(numbered(c, 1) for hand in hands for c in hand if isinstance(c, Chunk))
    found = [int(part.split(b"</v>")[0]) for part in rows.split(b"<v>")[1:]]
    assert found == list(range(sum(sizes)))


def test_the_rows_of_a_stream_are_not_held() -> None:
    """A sheet is written from chunks that come one by one, and are then forgotten."""
    book = Workbook()
    styles.register(book)
    sheet = book.worksheets[0]
    streams = Streams(styles.looks(sheet))
    writer = streams.writer(COLUMNS)
    write_table(sheet, streams, note="", columns=COLUMNS, rows=())
    chunks = (writer.chunk([(number, "字" * 100)] * 100) for number in range(20))
    streams[sheet.title] = Stream(chunks=chunks, columns=2, count=2000)
    file = io.BytesIO()
    StreamingWriter(book, Package(file), streams).save()
    found = load_workbook(file, read_only=True).worksheets[0]
    assert sum(1 for _ in found.iter_rows(min_row=4)) == 2000


RELATION: Any = Relationship
SPELLED: Any = tostring
"""openpyxl's type stubs leave out how these are called."""

TARGETS = ("溯源/甲.html", "溯源/乙&丙.html", "")


@given(st.lists(st.lists(st.sampled_from(TARGETS), max_size=3), max_size=5))
def test_links_are_related_as_openpyxl_relates_them(chunks: list[list[str]]) -> None:
    book = Workbook()
    styles.register(book)
    sheet = book.worksheets[0]
    streams = Streams(styles.looks(sheet))
    write_table(sheet, streams, note="", columns=COLUMNS, rows=())
    rows = [[(None, Link(text="看", target=t, location="x")) for t in chunk] for chunk in chunks]
    made = [chunk_of(some) for some in rows]
    count = sum(chunk.count for chunk in made)
    streams[sheet.title] = Stream(chunks=made, columns=2, count=count)
    file = io.BytesIO()
    StreamingWriter(book, Package(file), streams).save()
    expected = RelationshipList()
    expected.append(RELATION(type="table", Target="/xl/tables/table1.xml"))
    for target in dict.fromkeys(target for chunk in chunks for target in chunk if target):
        expected.append(RELATION(type="hyperlink", TargetMode="External", Target=target))
    with zipfile.ZipFile(file) as archive:
        found = archive.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert found == SPELLED(expected.to_tree())
    cells = load_workbook(file).worksheets[0].iter_rows(min_row=4, max_row=3 + count)
    links = [row[1].hyperlink for row in cells] if count else []
    said = [target for chunk in chunks for target in chunk]
    assert [link.target or "" if link else None for link in links] == said


def test_what_columns_remember_goes_with_their_writer() -> None:
    class Own(dict[tuple[str, bool], int]):
        """What the columns hold, so that it tells when they are gone."""

    own = Own(looks())
    gone = weakref.ref(own)
    RowWriter(COLUMNS, own).chunk([("甲", 1)])
    del own
    assert gone() is None
