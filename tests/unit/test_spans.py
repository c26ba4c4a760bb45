"""Spans and widened columns say what plain lists would, however large their numbers."""

from __future__ import annotations

from array import array
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.spans import Spans, widened

LENGTHS = st.integers(0, 3) | st.sampled_from((255, 256, 65_535, 65_536, 2**32, 2**33))
BELOW = {"B": 2**8, "H": 2**16, "I": 2**32, "Q": 2**64}


@given(st.lists(LENGTHS, max_size=200))
def test_each_piece_lies_behind_the_one_before(lengths: list[int]) -> None:
    spans = Spans()
    spans.extend(lengths)
    ends = list(accumulate(lengths, initial=0))
    assert [spans[at] for at in range(len(spans))] == [slice(*pair) for pair in pairwise(ends)]
    assert spans.end == ends[-1]


@given(st.lists(st.integers(0, 2**64 - 1), max_size=9))
def test_a_column_is_as_wide_as_its_largest_number(numbers: list[int]) -> None:
    column = array("B")
    for number in numbers:
        column = widened(column, number)
        column.append(number)
    assert list(column) == numbers
    wanted = next(code for code, most in BELOW.items() if max(numbers, default=0) < most)
    assert column.typecode == wanted
