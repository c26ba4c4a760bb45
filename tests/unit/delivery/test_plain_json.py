"""What machines read back is what was written, an entry a line."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

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


LISTS = st.dictionaries(KEYS, st.lists(PLAIN, max_size=3), max_size=3)


@given(st.lists(LISTS | st.just({"甲": [*range(500)]}), max_size=3))
def test_so_is_what_is_made_inside_an_entry(entries: list[dict[str, list[object]]]) -> None:
    waiting = [{key: iter(held) for key, held in entry.items()} for entry in entries]
    assert b"".join(json_pieces({"a": iter(waiting)})) == json_lines({"a": entries})


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
