"""The shelf gives back what was made of the same, and a fault in it costs nothing but time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tasks.ledger.shelf import Shelf

KNOWN = {"a.docx": "identity of a", "b.docx": "identity of b"}


def made(content: bytes, calls: list[bytes]) -> Callable[[], bytes]:
    def make() -> bytes:
        calls.append(content)
        return content

    return make


def run(path: Path | None, *pieces: tuple[str, str, object], ground: str = "g") -> int:
    """Ask for the pieces (sort, file, ground) in one run; return how many were made."""
    calls: list[bytes] = []
    with Shelf(path, ground=ground) as shelf:
        shelf.know(KNOWN)
        for piece in pieces:
            content = repr(piece).encode()
            assert shelf.piece(*piece, made(content, calls)) == content
    return len(calls)


def test_a_piece_is_made_once(tmp_path: Path) -> None:
    pieces = (("rows", "a.docx", [1, "x"]), ("rows", "b.docx", [1, "x"]))
    assert run(tmp_path / "s", *pieces) == 2
    assert run(tmp_path / "s", *pieces) == 0


@pytest.mark.parametrize(
    ("piece", "ground"),
    [
        (("rows", "a.docx", [2]), "g"),
        (("page", "a.docx", [1]), "g"),
        (("rows", "b.docx", [1]), "g"),
        (("rows", "a.docx", [1]), "another program"),
    ],
)
def test_whatever_it_depends_on_makes_it_anew(
    tmp_path: Path, piece: tuple[str, str, object], ground: str
) -> None:
    run(tmp_path / "s", ("rows", "a.docx", [1]))
    assert run(tmp_path / "s", piece, ground=ground) == 1


def test_a_report_that_is_not_known_is_worked_on_each_time(tmp_path: Path) -> None:
    piece = ("rows", "stranger.docx", None)
    assert [run(tmp_path / "s", piece), run(tmp_path / "s", piece)] == [1, 1]


def test_without_a_file_nothing_is_kept() -> None:
    assert run(None, ("rows", "a.docx", None), ("rows", "a.docx", None)) == 2


def test_a_finished_run_drops_what_it_did_not_ask_for(tmp_path: Path) -> None:
    one, other = ("rows", "a.docx", None), ("rows", "b.docx", None)
    run(tmp_path / "s", one, other)
    run(tmp_path / "s", one)
    assert run(tmp_path / "s", one, other) == 1


def test_a_piece_that_is_held_outlives_a_run_that_did_without_it(tmp_path: Path) -> None:
    piece = ("rows", "a.docx", None)
    run(tmp_path / "s", piece)
    with Shelf(tmp_path / "s", ground="g") as shelf:
        shelf.know(KNOWN)
        shelf.hold(*piece)
    assert run(tmp_path / "s", piece) == 0


def test_a_failed_run_drops_nothing(tmp_path: Path) -> None:
    piece = ("rows", "a.docx", None)
    run(tmp_path / "s", piece)
    with pytest.raises(RuntimeError), Shelf(tmp_path / "s", ground="g"):
        raise RuntimeError
    assert run(tmp_path / "s", piece) == 0


def test_a_piece_that_was_spoilt_is_made_again(tmp_path: Path) -> None:
    piece = ("rows", "a.docx", None)
    run(tmp_path / "s", piece)
    with closing(sqlite3.connect(tmp_path / "s")) as database, database:
        database.execute("UPDATE pieces SET content = CAST(content || x'00' AS BLOB)")
    assert [run(tmp_path / "s", piece), run(tmp_path / "s", piece)] == [1, 0]


@pytest.mark.parametrize(
    "rubbish", [b"no database at all" * 400, b"SQLite format 3\x00" + b"\x00" * 5000]
)
def test_a_file_that_is_no_shelf_is_replaced(tmp_path: Path, rubbish: bytes) -> None:
    piece = ("rows", "a.docx", None)
    (tmp_path / "s").write_bytes(rubbish)
    run(tmp_path / "s", piece)
    run(tmp_path / "s", piece)
    assert run(tmp_path / "s", piece) == 0


def test_where_no_file_can_be_made_the_run_does_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(tmp_path / "file" / "s", ("rows", "a.docx", None)) == 1


def test_the_last_note_of_a_report_is_given_back(tmp_path: Path) -> None:
    for before, now in ((None, b"one"), (b"one", b"another"), (b"another", b"another")):
        with Shelf(tmp_path / "s", ground="g") as shelf:
            shelf.know(KNOWN)
            assert shelf.noted("pairs", "a.docx") == before
            shelf.note("pairs", "a.docx", now)
            shelf.note("pairs", "stranger.docx", now)
            assert shelf.noted("pairs", "b.docx") is shelf.noted("pairs", "stranger.docx") is None


def test_only_what_is_kept_has_an_identity(tmp_path: Path) -> None:
    shelves = Shelf(tmp_path / "s"), Shelf()
    for shelf in shelves:
        shelf.know(KNOWN)
    assert [shelf.identity("a.docx") for shelf in shelves] == ["identity of a", None]
    assert shelves[0].identity("stranger.docx") is None
