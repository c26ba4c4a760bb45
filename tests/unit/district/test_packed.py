"""A packed sequence gives back what was put in, to the last digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.district.district import Contribution, CoverageRow, LeftOut
from tasks.district.packed import Contributions, Covered, Leavings, Owners

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=None)
DEPARTMENTS = st.sampled_from(["甲局", "乙局", "丙\t局", "", "\ud800"])
IDS = st.text("0123456789abcdef-", min_size=1, max_size=8)
PARTS = st.builds(
    Contribution,
    department=DEPARTMENTS,
    figure=IDS,
    block=IDS,
    section=st.none() | st.integers(1, 30),
    value=NUMBERS,
    lower=NUMBERS,
    upper=st.none() | NUMBERS,
    approximate=st.booleans(),
) | st.builds(
    lambda value, figure, department: Contribution(
        department=department,
        figure=figure,
        block="b",
        section=1,
        value=value,
        lower=value,
        upper=value,
        approximate=False,
    ),
    NUMBERS,
    IDS,
    DEPARTMENTS,
)
ROWS = st.builds(
    CoverageRow,
    department=DEPARTMENTS,
    characters=st.lists(st.integers(0, 10**6), max_size=6).map(tuple),
    unplaced=st.integers(0, 10**6),
    merged=st.lists(st.integers(1, 30), max_size=2).map(tuple),
)
LEFT = st.builds(LeftOut, department=DEPARTMENTS, figure=IDS, reason=st.text())


@given(st.lists(PARTS), st.lists(LEFT), st.lists(ROWS), st.integers(0, 5))
def test_what_is_packed_is_there_unchanged(
    parts: list[Contribution], left: list[LeftOut], rows: list[CoverageRow], at_hand: int
) -> None:
    names = Owners()
    names.at_hand = at_hand
    for packed, plain in (
        (Contributions(names, parts), parts),
        (Leavings(names, left), left),
        (Covered(names, rows), rows),
    ):
        assert list(map(repr, packed)) == list(map(repr, plain))  # 1.0 is not 1.00 here
        assert packed == tuple(plain)
        assert hash(packed) == hash(tuple(plain))
        assert len(packed) == len(plain)
        assert [packed[at] for at in range(-len(plain), len(plain))] == [*plain, *plain]
        assert packed[1:3] == tuple(plain[1:3])


@given(st.lists(PARTS), st.data())
def test_without_some_the_others_stay_in_order(
    parts: list[Contribution], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(parts))) if parts else []
    keys = {(part.department, part.figure) for part in gone}
    left = Contributions(Owners(), parts).without(keys)
    assert left == tuple(part for part in parts if (part.department, part.figure) not in keys)


def test_beyond_the_end_is_nothing() -> None:
    with pytest.raises(IndexError):
        Contributions(Owners())[0]


def test_more_or_other_parts_are_not_equal() -> None:
    names = Owners()
    one, two = (LeftOut(department="甲局", figure=key, reason="上期数") for key in "ab")
    assert Leavings(names, [one]) != (one, two)
    assert Leavings(names, [one]) != (two,)
    assert Leavings(names, [one]) != 1
