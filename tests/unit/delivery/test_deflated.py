"""Members put together from compressed stretches are what was written, for every reader."""

from __future__ import annotations

import io
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.deflated import Deflated, deflated, joined, joined_crc

TEXTS = st.lists(st.binary(max_size=400) | st.just(b"ab" * 50_000), max_size=6)


def packed(texts: list[bytes], *, ready: bool, large: bool = False) -> bytes:
    """Return a zip with a member of the texts, all of them compressed before or none."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("before.txt", "前")
        entry = zipfile.ZipInfo("文.txt")
        entry.compress_type = zipfile.ZIP_DEFLATED
        with joined(archive, entry, level=3, large=large) as member:
            for text in texts:
                if ready:
                    member.add(deflated(text, 3))
                else:
                    member.write(text)
        archive.writestr("after.txt", "后")
    return file.getvalue()


@given(TEXTS, st.booleans(), st.booleans())
def test_a_member_is_what_was_written(texts: list[bytes], ready: bool, large: bool) -> None:  # noqa: FBT001 - drawn
    with zipfile.ZipFile(io.BytesIO(packed(texts, ready=ready, large=large))) as archive:
        assert archive.testzip() is None
        assert archive.read("文.txt") == b"".join(texts)
        assert [archive.read(f"{name}.txt").decode() for name in ("before", "after")] == [
            "前",
            "后",
        ]


@given(st.lists(TEXTS, max_size=4))
def test_texts_in_pieces_are_as_one(parts: list[list[bytes]]) -> None:
    def written(*, pieces: bool) -> bytes:
        file = io.BytesIO()
        entry = zipfile.ZipInfo("文.txt")
        with zipfile.ZipFile(file, "w") as archive, joined(archive, entry, level=6) as member:
            for texts in parts:
                if pieces:
                    member.write_all(texts)
                else:
                    member.write(b"".join(texts))
        return file.getvalue()

    assert written(pieces=True) == written(pieces=False)


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_crc_follows_from_its_parts(first: bytes, second: bytes) -> None:
    joined_up = joined_crc(zlib.crc32(first), zlib.crc32(second), len(second))
    assert joined_up == zlib.crc32(first + second)


def test_a_crc_reaches_beyond_four_gigabytes() -> None:
    assert joined_crc(joined_crc(5, 0, 1 << 33), 0, 3) == joined_crc(5, 0, (1 << 33) + 3)


@given(st.lists(st.binary(max_size=40), max_size=3))
def test_kept_stretches_come_back(texts: list[bytes]) -> None:
    made = [deflated(text, 1) for text in texts]
    rest = b"".join(stretch.packed() for stretch in made)
    back = []
    while rest:
        stretch, rest = Deflated.unpacked(rest)
        back.append(stretch)
    assert back == made


def test_unzip_finds_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(packed(["法治".encode() * 40_000, b"", b"x" * 70_000], ready=True))
    try:
        tested = subprocess.run(["unzip", "-t", str(file)], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("unzip is not installed")
    assert tested.returncode == 0, tested.stdout
