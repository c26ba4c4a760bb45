"""Pieces put into a file come back by their number, in memory as on disk."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery import store
from tasks.delivery.making import Making
from tasks.delivery.report.book import Book
from tasks.delivery.store import Store
from tasks.errors import PublishError

UNIT = 3
PIECES = st.lists(st.binary(max_size=4).map(lambda piece: piece * UNIT), max_size=9)
SIZES = st.integers(0, 20)


@given(
    pieces=PIECES,
    waiting=SIZES,
    ahead=SIZES,
    asked=st.lists(st.integers(0, 8)),
    between=st.booleans(),
    on_disk=st.booleans(),
)
def test_each_piece_is_read_as_it_was_written(
    *,
    pieces: list[bytes],
    waiting: int,
    ahead: int,
    asked: list[int],
    between: bool,
    on_disk: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_AT_ONCE", waiting)
        patch.setattr(store, "_AHEAD", ahead)
        with Making(room=Path(folder) if on_disk else None).scratch() as file:
            made = Store(file, unit=UNIT)
            for number, piece in enumerate(pieces):
                made.write(piece)
                if between:
                    assert made.read(number // 2) == pieces[number // 2]
            for number in (*asked, *range(len(pieces))):
                if number < len(made):
                    assert made.read(number) == pieces[number]
            assert len(made) == len(pieces)
        assert not list(Path(folder).iterdir())


@given(st.lists(st.text(max_size=5) | st.just("\ud800半"), max_size=9))
def test_a_book_has_any_text(texts: list[str]) -> None:
    book = Book()
    book.write(*texts)
    assert [book.read(number) for number in range(len(book))] == texts


class _Full(io.BytesIO):
    def write(self, _: object) -> int:
        raise OSError


def test_a_disk_that_takes_nothing_is_said() -> None:
    made = Store(_Full(), what="汇总报告的底稿")
    made.write(b"1")
    with pytest.raises(PublishError, match="汇总报告的底稿未能写入磁盘"):
        made.read(0)
