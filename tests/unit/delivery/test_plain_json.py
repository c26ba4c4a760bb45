"""What machines read back is what was written, an entry a line."""

from __future__ import annotations

import json
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery import plain_json
from tasks.delivery.plain_json import json_lines, json_pieces

KEYS = st.text('甲"\\\n', max_size=3)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('甲"\\\n', max_size=3), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), PLAIN))
def test_it_is_read_back_as_it_was(value: dict[str, object]) -> None:
    assert json.loads(json_lines(value)) == value


@given(st.lists(PLAIN, max_size=3))
def test_what_is_made_as_it_is_written_is_a_list(entries: list[object]) -> None:
    assert b"".join(json_pieces({"a": iter(entries)})) == json_lines({"a": entries})


@given(st.lists(PLAIN, max_size=5), PLAIN, st.integers(1, 3))
def test_so_is_what_an_entry_has_many_of(values: list[object], other: object, most: int) -> None:
    entry = {"a": other, "b": iter(values), "c": other, "d": iter(values)}
    with mock.patch.object(plain_json, "_AT_ONCE", most):
        written = b"".join(json_pieces({"entries": iter([entry])}))
    assert written == json_lines({"entries": [entry | {"b": values, "d": values}]})


def test_each_entry_has_a_line() -> None:
    lines = json_lines({"year": 2025, "totals": [{"value": "1"}, {"value": "2"}]}).splitlines()
    assert [line.strip() for line in lines] == [
        b"{",
        b'"year": 2025,',
        b'"totals": [',
        b'{"value": "1"},',
        b'{"value": "2"}',
        b"]",
        b"}",
    ]
