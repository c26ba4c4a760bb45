"""A sequence of numbers that stand for values is the tuple of the values."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.report.made import Made

NUMBERS = st.lists(st.integers(0, 9), max_size=6)
PLACES = st.none() | st.integers(-7, 7)


@given(NUMBERS, PLACES, PLACES)
def test_what_is_made_when_asked_for_is_what_was_put_in(
    numbers: list[int], begin: int | None, end: int | None
) -> None:
    made, whole = Made(array("I", numbers), str), tuple(map(str, numbers))
    assert tuple(made) == whole
    assert [made[at] for at in range(len(made))] == list(whole)
    assert made[begin:end] == whole[begin:end]
    assert (made == whole, whole == made, hash(made)) == (True, True, hash(whole))


@given(NUMBERS, NUMBERS)
def test_two_are_equal_when_their_values_are(one: list[int], two: list[int]) -> None:
    assert (Made(one, str) == Made(two, str)) is (one == two)
    assert (Made(one, str) == tuple(map(str, two))) is (one == two)
    assert Made(one, str) != list(map(str, one))
