from __future__ import annotations

import struct
import zlib

import pytest

from tests.pictures.image import Image, beside, framed, read_png, trimmed, whole_rows, write_png

INK = b"\x14\x50\x78"
PAPER = b"\xff\xff\xff"
SHADES = Image(
    width=4,
    rows=tuple(bytes((column * 40 + row * 9) % 256 for column in range(12)) for row in range(5)),
)


def filtered(kind: int, row: bytes, above: bytes) -> bytes:
    """Return a row as a PNG file has it, by the definition of its filters."""
    line = bytearray()
    for at, value in enumerate(row):
        left = row[at - 3] if at >= 3 else 0
        up, corner = above[at], above[at - 3] if at >= 3 else 0
        near = {abs(left + up - corner - each): each for each in (corner, up, left)}
        guess = (0, left, up, (left + up) // 2, near[min(near)])[kind]
        line.append((value - guess) % 256)
    return bytes((kind, *line))


def png(lines: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", SHADES.width, len(SHADES.rows), 8, 2, 0, 0, 0)
    packed = zlib.compress(lines)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("kind", range(5))
def test_a_picture_is_read_whatever_its_filter(kind: int) -> None:
    above = (bytes(12), *SHADES.rows)
    lines = b"".join(filtered(kind, row, above[at]) for at, row in enumerate(SHADES.rows))
    assert read_png(png(lines)) == SHADES


def test_a_written_picture_has_its_pixels_in_a_palette() -> None:
    image = Image(width=2, rows=(INK + PAPER, PAPER + INK))
    content = write_png(image)
    palette = content[content.index(b"PLTE") + 4 :][:6]
    packed = content[content.index(b"IDAT") + 4 : -16]
    lines = zlib.decompressobj().decompress(packed)
    colours = {0: palette[:3], 1: palette[3:]}
    assert [colours[number] for number in (*lines[1:3], *lines[4:6])] == [INK, PAPER, PAPER, INK]


def test_white_edges_go_but_for_the_margin() -> None:
    blank = PAPER * 9
    image = Image(width=9, rows=(blank, blank, blank, PAPER * 4 + INK + PAPER * 4, blank, blank))
    assert trimmed(image, margin=1) == Image(
        width=3, rows=(PAPER * 3, PAPER + INK + PAPER, PAPER * 3)
    )


def test_a_table_is_cut_under_its_last_whole_row() -> None:
    word, line = INK + PAPER * 9, INK * 10
    assert whole_rows(Image(width=10, rows=(line, word, line, word))).rows == (line, word, line)


def test_framed_pages_stand_side_by_side() -> None:
    page = framed(Image(width=1, rows=(PAPER,)))
    assert (page.width, len(page.rows)) == (3, 3)
    assert beside(page, page, gap=2).width == 8
