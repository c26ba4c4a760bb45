"""How text and numbers get into cells unharmed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

from tasks.delivery.workbook.sheet import line_count, unique_headers
from tasks.delivery.workbook.totals import criterion
from tasks.delivery.workbook.values import (
    LONGEST_TEXT,
    decimal_places,
    exact_number,
    put_number,
    put_text,
    safe_text,
)


def new_cell() -> Cell:
    cell = Workbook().create_sheet().cell(1, 1)
    assert isinstance(cell, Cell)
    return cell


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM", "\t=1", "#REF!", "TRUE", "12"])
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    cell = new_cell()
    put_text(cell, text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_that_looks_like_a_formula_says_so_to_excel() -> None:
    cell = new_cell()
    put_text(cell, "=cmd|' /C calc'!A0")
    assert cell.quotePrefix


@given(st.text(max_size=60))
def test_no_text_holds_what_xml_forbids(text: str) -> None:
    clean = safe_text(text)
    assert not ILLEGAL_CHARACTERS_RE.search(clean)
    clean.encode("utf-8")


@pytest.mark.parametrize("sign", ["法", "𠮷"])
def test_text_beyond_the_limit_ends_in_a_note(sign: str) -> None:
    clean = safe_text(sign * 40_000)
    assert len(clean.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert clean.startswith(sign)
    assert clean.endswith("（过长，后略，见溯源）")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_kept_exactly_or_not_as_a_number(value: Decimal) -> None:
    number = exact_number(value)
    assert number is None or Decimal(repr(number)) == value


def test_a_number_that_cells_cannot_keep_is_written_in_digits() -> None:
    cell = new_cell()
    put_number(cell, Decimal(12345678901234567891))
    assert (cell.value, cell.data_type) == ("12345678901234567891", "s")


@pytest.mark.parametrize(
    ("value", "places"), [("12", 0), ("1.50", 1), ("1E+4", 0), ("0.05", 2), ("0", 0)]
)
def test_decimals_are_counted_without_trailing_zeros(value: str, places: int) -> None:
    assert decimal_places(Decimal(value)) == places


@given(st.lists(st.text(max_size=8), max_size=8))
def test_headers_are_what_a_table_accepts(headers: list[str]) -> None:
    made = unique_headers(headers)
    assert len({header.casefold() for header in made}) == len(headers)
    assert all(header and "\n" not in header for header in made)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("普法场次", "$A4"),
        ("a*b", '"=a~*b"'),
        ("是否?", '"=是否~?"'),
        (">5万元", '"=>5万元"'),
        ('“a"~', '"=“a""~~"'),
    ],
)
def test_a_criterion_matches_just_its_text(name: str, expected: str) -> None:
    assert criterion(name, "$A4") == expected


def test_lines_are_counted_in_half_widths() -> None:
    assert line_count("法" * 10, 22.5) == 1
    assert line_count("法" * 11, 22.5) == 2
    assert line_count("a\nb", 22.5) == 2
