"""Texts that are asked for again, one by one: they lie in a file, their number is held.

What all reports say is as large as the reports. The library has their words report by report,
so that one sentence of each costs as much as all of it; here it costs its own length.
"""

from __future__ import annotations

import io
import os
from array import array
from typing import IO, Final

from tasks.delivery.making import on_disk

_AT_ONCE: Final = 1 << 16  # bytes
_CODE: Final = "utf-16-le"  # for Chinese shorter than UTF-8, and read five times as fast


class Book:
    """Texts in the order in which they were written."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        """Begin with nothing, in this file or in memory; nobody else writes into the file."""
        self._file: IO[bytes] = io.BytesIO() if file is None else file
        self._descriptor = _descriptor(self._file)
        self._waiting = bytearray()
        self._written = 0
        self._end = array("Q")

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._end)

    def write(self, text: str) -> int:
        """Take in a text and return its number; PublishError when the disk does not."""
        self._waiting += text.encode(_CODE, "surrogatepass")
        self._end.append(self._written + len(self._waiting))
        if len(self._waiting) > _AT_ONCE:
            self._put()
        return len(self._end) - 1

    def read(self, number: int) -> str:
        """Return the text of this number."""
        begin, end = self._end[number - 1] if number else 0, self._end[number]
        if end > self._written:
            self._put()
        return self._bytes(begin, end - begin).decode(_CODE, "surrogatepass")

    def _bytes(self, begin: int, length: int) -> bytes:
        if self._descriptor is not None:
            return os.pread(self._descriptor, length, begin)
        self._file.seek(begin)
        return self._file.read(length)

    def _put(self) -> None:
        with on_disk("汇总报告的底稿"):
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
