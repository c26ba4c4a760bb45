"""Texts put into a file come back by their number, in memory as on disk."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.making import Making
from tasks.delivery.report import book
from tasks.delivery.report.book import Book
from tasks.errors import PublishError

TEXTS = st.lists(st.text(max_size=5) | st.just("\ud800半"), max_size=9)


@given(texts=TEXTS, at_once=st.integers(0, 20), between=st.booleans(), on_disk=st.booleans())
def test_each_text_is_read_as_it_was_written(
    *, texts: list[str], at_once: int, between: bool, on_disk: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(book, "_AT_ONCE", at_once)
        with Making(room=Path(folder) if on_disk else None).scratch() as file:
            made = Book(file)
            for number, text in enumerate(texts):
                assert made.write(text) == number
                if between:
                    assert made.read(number // 2) == texts[number // 2]
            assert [made.read(number) for number in range(len(made))] == texts
        assert not list(Path(folder).iterdir())


class _Full(io.BytesIO):
    def write(self, _: object) -> int:
        raise OSError


def test_a_disk_that_takes_nothing_is_said() -> None:
    made = Book(_Full())
    made.write("一")
    with pytest.raises(PublishError, match="底稿未能写入磁盘"):
        made.read(0)
