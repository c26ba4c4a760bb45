"""What may be quoted: texts that lie in a file, their number is held.

The library has the reports' words report by report, so that one sentence of each costs as
much as all of it; here it costs its own length.
"""

from __future__ import annotations

from typing import IO, Final

from tasks.delivery.store import Store

_CODE: Final = "utf-16-le"  # for Chinese shorter than UTF-8, and read five times as fast


class Book:
    """Texts in the order in which they were written."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        """Begin with nothing, in this file or in memory; nobody else writes into the file."""
        self._store = Store(file, what="汇总报告的底稿", unit=2)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._store)

    def write(self, *texts: str) -> None:
        """Take in the next texts; PublishError when the disk does not."""
        self._store.write(*(text.encode(_CODE, "surrogatepass") for text in texts))

    def read(self, number: int) -> str:
        """Return the text of this number."""
        return self._store.read(number).decode(_CODE, "surrogatepass")
