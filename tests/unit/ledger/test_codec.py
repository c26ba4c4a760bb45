"""Values come back from bytes as they were, and nothing else comes from bytes."""

from __future__ import annotations

import dataclasses
import json
import zlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

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


class Ring(NamedTuple):
    year: int
    bark: str | None
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    colour: Colour
    tall: bool
    height: float
    rings: tuple[Ring, ...] = ()
    leaves: tuple[Leaf, ...] = ()
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
        rings=st.lists(
            st.builds(Ring, year=st.integers(), bark=st.none() | st.text(), whole=st.booleans()),
            max_size=3,
        ).map(tuple),
        leaves=st.lists(LEAVES, max_size=3).map(tuple),
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


LEAF = Leaf(text="x", amount=Decimal(1))
GROWN = Tree(
    colour=Colour.RED,
    tall=True,
    height=1.0,
    rings=(Ring(year=1999, bark="oak", whole=True),),
    leaves=(LEAF,),
)
PLAIN = zlib.decompress(pack(GROWN)).decode()


def damaged(old: str, new: str) -> bytes:
    """Return a tree's bytes with this in its plain form put otherwise."""
    assert old in PLAIN
    return zlib.compress(PLAIN.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        zlib.compress(b"{}"),
        damaged("}", ""),
        damaged('"colour":"red"', '"colour":"green"'),
        damaged('"tall":true', '"tall":1'),
        damaged('"height":1.0', '"height":null'),
        damaged('"height":1.0,', ""),
        damaged('[1999,"oak",true]', '[1999,"oak"]'),
        damaged('[1999,"oak",true]', "7"),
        damaged('"amount":"1"', '"amount":"many"'),
        damaged('"text":"x"', '"text":3'),
        zlib.compress(b"\xff"),
        zlib.compress(b"[" * 100_000),
        pack(LEAF),
    ],
)
def test_bytes_that_hold_no_such_value_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any words will do
        unpack(Tree, content)


def test_every_field_of_a_report_is_written() -> None:
    """A field added to a value must not be lost on the way."""
    plain = json.loads(zlib.decompress(pack(sample_district()[0].reports[0])))
    assert len(plain) == len(dataclasses.fields(DepartmentReport))
