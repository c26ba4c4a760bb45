"""Compressed text that can stand anywhere in a zip's member, so that it is compressed once.

A raw deflate stream (RFC 1951) may be put together from stretches that each end on a full
flush: at a whole byte, and nothing behind refers to what is before. The CRC-32 that a
member needs besides follows from its stretches' own and their lengths.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import IO, Final, Self
from zipfile import ZipFile, ZipInfo

COMPRESSOR: Final = f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
"""What compresses: part of the ground of kept stretches, since others press otherwise."""

_HEAD: Final = struct.Struct("<QIQ")
_END: Final = b"\x03\x00"  # an empty block that says it is the last
_AT_ONCE: Final = 1 << 16  # bytes of text that are made a stretch together
_FOR_ITS_OWNER: Final = 0o600 << 16  # what zipfile says of members that it writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflated:
    """A stretch: how long its text is, the text's CRC-32, and the compressed bytes."""

    size: int
    crc: int
    content: bytes

    def packed(self) -> bytes:
        """Return the stretch as bytes to be kept."""
        return _HEAD.pack(self.size, self.crc, len(self.content)) + self.content

    @classmethod
    def unpacked(cls, kept: bytes) -> tuple[Self, bytes]:
        """Return the stretch that was kept, and the bytes behind it."""
        size, crc, length = _HEAD.unpack_from(kept)
        end = _HEAD.size + length
        return cls(size=size, crc=crc, content=kept[_HEAD.size : end]), kept[end:]


def deflated(text: bytes, level: int) -> Deflated:
    """Return the text as a stretch."""
    press = _press(level)
    content = press.compress(text) + press.flush(zlib.Z_FULL_FLUSH)
    return Deflated(size=len(text), crc=zlib.crc32(text), content=content)


def _press(level: int) -> zlib._Compress:
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


class Joining:
    """Takes a member's text in order: stretches, and text that is still to be compressed.

    Text makes one stretch until there is enough of it or another stretch comes, so that the
    bytes depend on what is written and not on who had compressed it.
    """

    def __init__(self, file: IO[bytes], level: int) -> None:
        """Begin a member that is compressed at this level where `file` stands."""
        self._file, self._level = file, level
        self._gathered = 0
        self._press = _press(level)
        self.size, self.crc, self.compressed = 0, 0, 0

    def write(self, text: bytes) -> None:
        """Take in text."""
        self.write_all((text,))

    def write_all(self, texts: Iterable[bytes]) -> None:
        """Take in texts as `write` would all of them together, holding one at a time."""
        for text in texts:
            self._put(self._press.compress(text))
            self.crc = zlib.crc32(text, self.crc)
            self.size += len(text)
            self._gathered += len(text)
        if self._gathered >= _AT_ONCE:
            self._end_stretch()

    def add(self, stretch: Deflated) -> None:
        """Take in a stretch."""
        self._end_stretch()
        self._put(stretch.content)
        self.crc = joined_crc(self.crc, stretch.crc, stretch.size)
        self.size += stretch.size

    def end(self) -> None:
        """Write what still waits, and that nothing follows."""
        self._end_stretch()
        self._put(_END)

    def _end_stretch(self) -> None:
        if self._gathered:
            self._put(self._press.flush(zlib.Z_FULL_FLUSH))
            self._gathered, self._press = 0, _press(self._level)

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self.compressed += len(content)


@contextmanager
def joined(
    archive: ZipFile, entry: ZipInfo, *, level: int, large: bool = False
) -> Iterator[Joining]:
    """Write a member of the archive from stretches; a `large` one may pass 2 GiB.

    zipfile itself takes no text that is compressed already; what it must know is written
    down as its own `mkdir` does. The file has to be one that can be written again.
    """
    file = archive.fp
    if file is None:
        message = "the archive is closed"
        raise ValueError(message)
    file.seek(archive.start_dir)
    entry.header_offset = file.tell()
    entry.external_attr = entry.external_attr or _FOR_ITS_OWNER
    entry.CRC = 0
    file.write(entry.FileHeader(zip64=large))
    member = Joining(file, level)
    yield member
    member.end()
    entry.CRC, entry.file_size, entry.compress_size = member.crc, member.size, member.compressed
    archive.start_dir = file.tell()
    file.seek(entry.header_offset)
    file.write(entry.FileHeader(zip64=large))
    file.seek(archive.start_dir)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry


def joined_crc(first: int, second: int, size: int) -> int:
    """Return the CRC-32 of two texts, one behind the other; `size` is the second's length."""
    power = 0
    while size >> power:
        if size >> power & 1:
            first = _moved(first, _zeros(power))
        power += 1
    return first ^ second


_Table = tuple[tuple[int, ...], ...]


def _moved(crc: int, zeros: _Table) -> int:
    low, second, third, high = zeros
    return low[crc & 255] ^ second[crc >> 8 & 255] ^ third[crc >> 16 & 255] ^ high[crc >> 24]


@cache
def _zeros(power: int) -> _Table:
    """Return what 2 ** power zero bytes behind a text make of its CRC, byte by byte of that.

    The change is linear: what two bytes of a CRC come to is the sum of what each comes to.
    """
    if power:
        half = _zeros(power - 1)
        return tuple(tuple(_moved(value, half) for value in row) for row in half)
    none = zlib.crc32(b"\0")
    return tuple(
        tuple(zlib.crc32(b"\0", value << shift) ^ none for value in range(256))
        for shift in (0, 8, 16, 24)
    )
