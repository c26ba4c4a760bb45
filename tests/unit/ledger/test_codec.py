"""Values come back from bytes as they were, and nothing else comes from bytes."""

from __future__ import annotations

import dataclasses
import json
import zlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.department.report import DepartmentReport
from tasks.ledger.codec import pack, unpack
from tests.unit.delivery.district_builder import sample_district


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    text: str
    amount: Decimal
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Twig:
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    colour: Colour
    tall: bool
    height: float
    parts: tuple[Leaf | Twig, ...] = ()
    parent: Tree | None = None


LEAVES = st.builds(
    Leaf,
    text=st.text(st.characters()),
    amount=st.decimals(allow_nan=False, allow_infinity=False),
    place=st.none() | st.tuples(st.integers(), st.integers()),
)
TREES = st.recursive(
    st.none(),
    lambda parents: st.builds(
        Tree,
        colour=st.sampled_from(Colour),
        tall=st.booleans(),
        height=st.floats(allow_nan=False, allow_infinity=False),
        parts=st.lists(LEAVES | st.builds(Twig, number=st.integers()), max_size=3).map(tuple),
        parent=parents,
    ),
    max_leaves=4,
).filter(lambda tree: tree is not None)


@given(TREES)
def test_any_value_comes_back_as_it_was(tree: Tree) -> None:
    back = unpack(Tree, pack(tree))
    assert back == tree
    assert pack(back) == pack(tree)


def test_a_whole_report_comes_back_as_it_was() -> None:
    for report in sample_district()[0].reports:
        assert unpack(DepartmentReport, pack(report)) == report


def test_an_amount_keeps_its_digits() -> None:
    leaf = Leaf(text="", amount=Decimal("1.20"))
    assert str(unpack(Leaf, pack(leaf)).amount) == "1.20"


def test_text_that_is_no_unicode_survives() -> None:
    assert unpack(Leaf, pack(Leaf(text="\ud800", amount=Decimal(0)))).text == "\ud800"


def damaged(plain: object) -> bytes:
    return zlib.compress(json.dumps(plain).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        damaged({}),
        damaged(["red", True, 1.0, []]),
        damaged(["red", 1, 1.0, [], None]),
        damaged(["green", True, 1.0, [], None]),
        damaged(["red", True, 1.0, [["Tree", []]], None]),
        damaged(["red", True, 1.0, [["Leaf", ["x", "many", None]]], None]),
        pack(Twig(number=1)),
    ],
)
def test_bytes_that_hold_no_such_value_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any words will do
        unpack(Tree, content)


def test_every_field_of_a_report_is_written() -> None:
    """A field added to a value must not be lost on the way."""
    plain = json.loads(zlib.decompress(pack(sample_district()[0].reports[0])))
    assert len(plain) == len(dataclasses.fields(DepartmentReport))
