"""Pictures as rows of pixels: read, cut to what matters, written as small PNG files.

Just what pages of text need, in the standard library: no picture library is installed
for the sake of a dozen pictures.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

WHITE: Final = b"\xff\xff\xff"
GREY: Final = b"\xb4\xb4\xb4"
_STEP: Final = 5
"""Colours nearer to each other than this, in red, green and blue, are one: nobody sees it."""
_COLOURS: Final = 256
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_ROUNDED: Final = bytes((value + _STEP // 2) // _STEP * _STEP for value in range(256))
_RULED: Final = 0.8
"""A row of pixels with more ink than this share is the line under a table's row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """Rows of pixels, three bytes each, from the top."""

    width: int
    rows: tuple[bytes, ...]


def read_ppm(data: bytes) -> Image:
    """Return the picture of a binary PPM file, as `pdftoppm` writes it."""
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = (int(number) for number in size.split())
    return Image(width=width, rows=_cut(pixels, width * 3, height))


def read_png(data: bytes) -> Image:
    """Return the picture of a PNG file with eight bits a channel, as Chromium writes it."""
    parts = list(_chunks(data))
    width, height, _, colour = struct.unpack(">IIBB", parts[0][1][:10])
    channels = {2: 3, 6: 4}[colour]
    packed = zlib.decompress(b"".join(content for kind, content in parts if kind == b"IDAT"))
    rows: list[bytes] = []
    above = bytes(width * channels)
    for line in _cut(packed, width * channels + 1, height):
        above = _unfiltered(line[0], line[1:], above, channels)
        rows.append(_opaque(above, channels))
    return Image(width=width, rows=tuple(rows))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += size + 12


def _unfiltered(kind: int, line: bytes, above: bytes, channels: int) -> bytes:
    """Return a row as it was before PNG's filter of this kind."""
    if kind == 0:
        return line
    guess = _GUESSES[kind]
    row = bytearray(channels) + line  # a pixel before the first, of noughts
    over = bytes(channels) + above
    for at in range(channels, len(row)):
        row[at] = (row[at] + guess(row[at - channels], over[at], over[at - channels])) & 255
    return bytes(row[channels:])


def _nearest(left: int, up: int, corner: int) -> int:
    """Return the neighbour nearest to left + up - corner."""
    guess = left + up - corner
    by_left, by_up, by_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


_GUESSES: Final[dict[int, Callable[[int, int, int], int]]] = {
    1: lambda left, _up, _corner: left,
    2: lambda _left, up, _corner: up,
    3: lambda left, up, _corner: (left + up) // 2,
    4: _nearest,
}


def _opaque(row: bytes, channels: int) -> bytes:
    if channels == len(WHITE):
        return row
    return b"".join(row[at : at + len(WHITE)] for at in range(0, len(row), channels))


def _cut(data: bytes, size: int, count: int) -> tuple[bytes, ...]:
    return tuple(data[at * size : (at + 1) * size] for at in range(count))


def trimmed(image: Image, *, margin: int = 12) -> Image:
    """Return the picture without its white edges but for a margin of so many pixels."""
    inked = [at for at, row in enumerate(image.rows) if row.strip(b"\xff")]
    rows = image.rows[max(inked[0] - margin, 0) : inked[-1] + 1 + margin]
    left = min(len(row) - len(row.lstrip(b"\xff")) for row in rows) // 3 - margin
    right = -(-max(len(row.rstrip(b"\xff")) for row in rows) // 3) + margin
    left, right = max(left, 0), min(right, image.width)
    return Image(width=right - left, rows=tuple(row[left * 3 : right * 3] for row in rows))


def top(image: Image, share: float) -> Image:
    """Return the upper share of the picture."""
    return Image(width=image.width, rows=image.rows[: round(len(image.rows) * share)])


def whole_rows(image: Image) -> Image:
    """Return the picture of a table down to the last line under a row."""
    least = _RULED * image.width * 3
    ruled = [at for at, row in enumerate(image.rows) if len(row) - row.count(255) > least]
    return Image(width=image.width, rows=image.rows[: ruled[-1] + 1])


def framed(image: Image) -> Image:
    """Return the picture with a thin grey frame, so that a white page ends somewhere."""
    edge = GREY * (image.width + 2)
    return Image(
        width=image.width + 2,
        rows=(edge, *(GREY + row + GREY for row in image.rows), edge),
    )


def beside(first: Image, second: Image, *, gap: int = 16) -> Image:
    """Return two pictures of the same height side by side."""
    pairs = zip(first.rows, second.rows, strict=True)
    return Image(
        width=first.width + gap + second.width,
        rows=tuple(one + WHITE * gap + other for one, other in pairs),
    )


def write_png(image: Image) -> bytes:
    """Return the picture as a PNG file of at most 256 colours."""
    pixels = b"".join(image.rows).translate(_ROUNDED)
    colours = list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    ranked = [colour for colour, _ in Counter(colours).most_common()]
    palette = ranked[:_COLOURS]
    numbers = {colour: number for number, colour in enumerate(palette)}
    for colour in ranked[_COLOURS:]:
        numbers[colour] = min(
            range(len(palette)), key=lambda number: _distance(palette[number], colour)
        )
    flat = bytes(numbers[colour] for colour in colours)
    lines = _cut(flat, image.width, len(image.rows))
    header = struct.pack(">IIBBBBB", image.width, len(image.rows), 8, 3, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = {b"IHDR": header, b"PLTE": bytes(sum(palette, ())), b"IDAT": packed, b"IEND": b""}
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks.items())


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((left - right) ** 2 for left, right in zip(one, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
