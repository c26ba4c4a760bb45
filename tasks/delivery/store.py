"""Pieces that are asked for again, one by one: they lie in a file, their number is held.

What a run makes of all reports is as large as the reports. Each output needs a little of it
here and there, so that it costs only its own length to have it back.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from typing import IO, Final

from tasks.delivery.making import on_disk
from tasks.spans import Spans

_AT_ONCE: Final = 1 << 16  # bytes that wait to be written
_AHEAD: Final = 1 << 13  # bytes that are read at least: the next piece is often asked for next


class Store:
    """Pieces in the order in which they were written, each of whole units of some bytes."""

    def __init__(
        self, file: IO[bytes] | None = None, *, what: str = "中间结果", unit: int = 1
    ) -> None:
        """Begin with nothing, in this file or in memory; nobody else writes into the file.

        `what` (Chinese) is said to be lost when the disk takes no more.
        """
        self._file: IO[bytes] = io.BytesIO() if file is None else file
        self._what, self._unit = what, unit
        self._descriptor = _descriptor(self._file)
        self._spans = Spans()
        self._waiting = bytearray()
        self._written = 0
        self._near: tuple[int, bytes] = (0, b"")

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._spans)

    def write(self, *pieces: bytes) -> None:
        """Take in the next pieces; PublishError when the disk does not."""
        self.write_joined(b"".join(pieces), [len(piece) // self._unit for piece in pieces])

    def write_joined(self, pieces: bytes, lengths: Iterable[int]) -> None:
        """Take in pieces that stand one behind the other, of these lengths in units."""
        self._waiting += pieces
        self._spans.extend(lengths)
        if len(self._waiting) > _AT_ONCE:
            self._put()

    def read(self, number: int) -> bytes:
        """Return the piece of this number (from 0); PublishError as above."""
        span = self._spans[number]
        begin, end = span.start * self._unit, span.stop * self._unit
        if begin == end:
            return b""
        if end > self._written:
            self._put()
        first, near = self._near
        if begin < first or end > first + len(near):
            first, near = begin, self._bytes(begin, max(end - begin, _AHEAD))
            self._near = first, near
        return near[begin - first : end - first]

    def _bytes(self, begin: int, length: int) -> bytes:
        with on_disk(self._what):
            if self._descriptor is not None:
                return os.pread(self._descriptor, length, begin)
            self._file.seek(begin)
            return self._file.read(length)

    def _put(self) -> None:
        with on_disk(self._what):
            self._file.seek(self._written)
            self._file.write(self._waiting)
            self._file.flush()
        self._written += len(self._waiting)
        self._waiting = bytearray()


def _descriptor(file: IO[bytes]) -> int | None:
    """Return by what the system reads the file in one call, None where it does not."""
    try:
        return file.fileno() if hasattr(os, "pread") else None
    except io.UnsupportedOperation:  # in memory
        return None
