"""What an OLE file shows of itself."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.compound import asks_for_password, is_whole, names_stream
from tasks.intake.refusals import refusal_of_ole
from tests.hostile.others import OLE_MARK, compound, secret_word

WORD = compound("WordDocument")


def test_a_stream_is_known_by_its_whole_name() -> None:
    assert names_stream(WORD, "WordDocument")
    assert not names_stream(WORD, "Word")


def test_only_the_flag_of_the_word_stream_asks_for_a_password() -> None:
    assert asks_for_password(secret_word())
    assert not asks_for_password(WORD)
    assert not asks_for_password(secret_word().replace(b"\xec\xa5", b"\xec\xa6"))


@pytest.mark.parametrize("length", [512, 1024, 2048, len(WORD) - 512])
def test_a_file_shorter_than_its_table_says_is_cut(length: int) -> None:
    assert is_whole(WORD)
    assert not is_whole(WORD[:length])


def test_the_last_sector_may_be_short() -> None:
    assert is_whole(WORD[:-100])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WORD, None),
        (secret_word(), "encrypted"),
        (WORD[:2048], "truncated"),
        (compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (compound("Workbook"), "not_word"),
        (compound("Book"), "not_word"),
        (compound("PowerPoint Document"), "not_word"),
        (compound("Workbook", "WordDocument"), None),
        (compound("__properties_version1.0"), "not_word"),
    ],
)
def test_an_ole_file_is_what_its_streams_say(data: bytes, code: str | None) -> None:
    refusal = refusal_of_ole(data)
    assert (refusal and refusal.code) == code


@given(st.binary(max_size=800), st.sampled_from([9, 12, 0]))
def test_any_bytes_have_an_answer(tail: bytes, shift: int) -> None:
    data = (OLE_MARK + b"\0" * 22 + struct.pack("<H", shift) + tail).ljust(512, b"\1")
    assert is_whole(data) in {True, False}
    assert not asks_for_password(data)
    refusal = refusal_of_ole(data + "WordDocument".encode("utf-16-le") + b"\0\0")
    assert refusal is None or refusal.code in {"truncated", "encrypted"}
