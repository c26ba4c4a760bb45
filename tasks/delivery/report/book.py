"""Texts that are asked for again, one by one: they lie in a file, their number is held.

What all reports say is as large as the reports. The library has their words report by report,
so that one sentence of each costs as much as all of it; here it costs its own length.
"""

from __future__ import annotations

import io
import os
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

from tasks.errors import PublishError

_AT_ONCE: Final = 1 << 16  # bytes
_CODE: Final = "utf-16-le"  # for Chinese shorter than UTF-8, and read five times as fast


class Book:
    """Texts in the order in which they were written; a context manager that closes its file."""

    def __init__(self, room: Path | None = None) -> None:
        """Begin with nothing, in a file in the `room`, which nobody else sees; else in memory."""
        with _told():
            self._file = _file(room)
        on_disk = room is not None and hasattr(os, "pread")  # one call instead of two
        self._descriptor = self._file.fileno() if on_disk else None
        self._waiting = bytearray()
        self._written = 0
        self._end = array("Q")

    def __enter__(self) -> Self:
        """Return the book itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, which is gone then."""
        self._file.close()

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
        with _told():
            self._file.seek(self._written)
            while self._waiting:  # a disk that is nearly full takes a part
                taken = self._file.write(self._waiting)
                self._written += taken
                del self._waiting[:taken]


def _file(room: Path | None) -> BinaryIO:
    if room is None:
        return io.BytesIO()
    return cast("BinaryIO", tempfile.TemporaryFile(dir=room, buffering=0))


@contextmanager
def _told() -> Iterator[None]:
    """Raise PublishError where the disk fails."""
    try:
        yield
    except OSError as error:
        message = f"汇总报告的底稿未能写入磁盘：{error.strerror or error}"
        raise PublishError(message, remedy="请检查磁盘剩余空间后重新运行。") from error
