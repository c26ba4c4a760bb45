"""What kept reports say: fetched when it is asked for, the last of it at hand.

Stages go through all reports, one stage after the other, so what is at hand serves those of
a small district; of more, each stage fetches and unpacks what it asks for, which costs some
per cent of reading it. Both caches are bounded: a run's memory does not grow with its reports'
texts. The stages are on different threads, and one lock guards all.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Generic, TypeVar

from tasks.department.kept import KeptReport, at, head_of, kept, packed, unpacked, unpacked_head
from tasks.department.report import DepartmentReport
from tasks.errors import LedgerError
from tasks.intake.submission import Rejection, Submission

UNPACKED: Final = 2 << 20  # bytes as they are packed: as values they take eight times that
HEADS: Final = 1 << 19  # bytes, also packed
PACKED: Final = 16 << 20  # bytes
_SEAL: Final = 16  # bytes

Fetch = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Gives what the ledger has under these keys."""

Read = Callable[[Submission], DepartmentReport | Rejection]
"""Reads a file again, should the ledger have lost what it said."""


Key = TypeVar("Key")
Value = TypeVar("Value")


class _AtHand(Generic[Key, Value]):
    """The values last asked for, up to a size in all; one that is larger is alone."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: Key, value: Value, size: int) -> None:
        self._size += size - self._values.pop(key, (value, 0))[1]
        self._values[key] = value, size
        while self._size > self._most and len(self._values) > 1:
            self._size -= self._values.popitem(last=False)[1][1]


class Bodies:
    """Where a run's kept reports have their bodies."""

    def __init__(self, fetch: Fetch, read: Read) -> None:
        """Know where to look, and what to do when nothing is found."""
        self._fetch, self._read = fetch, read
        self._guard = threading.RLock()
        self._parts: _AtHand[tuple[str, str], object] = _AtHand(UNPACKED)
        self._heads: _AtHand[str, tuple[Any, ...]] = _AtHand(HEADS)
        self._contents: _AtHand[str, bytes] = _AtHand(PACKED)
        self._last: tuple[str, dict[str, object]] = ("", {})
        self._last_head: tuple[str, tuple[Any, ...]] = ("", ())

    def opened(self, submission: Submission, key: str, sealed: bytes) -> KeptReport | None:
        """Return the report that was kept under the key, or None when it is spoilt."""
        content = unsealed(key, sealed)
        if content is None:
            return None
        try:
            report = kept(submission, content, key, self)
        except ValueError:
            return None
        with self._guard:
            self._contents.put(key, content, len(content))
        return report

    def taken(self, report: DepartmentReport, submission: Submission, key: str) -> KeptReport:
        """Return the report of this submission that was just kept under the key."""
        content = packed(report)
        with self._guard:
            self._contents.put(key, content, len(content))
        return at(report, submission, key, self)

    def content(self, report: KeptReport) -> bytes:
        """Return the report as it was packed; LedgerError when neither ledger nor file has it."""
        with self._guard:
            content = self._contents.get(report.key)
            if content is None:
                content = self._fetched(report)
                self._contents.put(report.key, content, len(content))
            return content

    def head(self, report: KeptReport) -> tuple[Any, ...]:
        """Return the fields of the report's head; LedgerError as above."""
        key, head = self._last_head
        if key == report.key:
            return head
        with self._guard:
            known = self._heads.get(report.key)
            head = self._unpacked_head(report) if known is None else known
            self._heads.put(report.key, head, len(report.packed_head))
            self._last_head = report.key, head
            return head

    def part(self, report: KeptReport, name: str) -> object:
        """Return the field of the report's body; LedgerError as above."""
        key, parts = self._last  # who asks for a field asks for it often, and needs no lock then
        if key == report.key and name in parts:
            return parts[name]
        with self._guard:
            part = self._parts.get((report.key, name))
            if part is None:
                part, size = self._unpacked(report, name)
                self._parts.put((report.key, name), part, size)
            self._last = report.key, {**(parts if key == report.key else {}), name: part}
            return part

    def _unpacked_head(self, report: KeptReport) -> tuple[Any, ...]:
        try:
            return unpacked_head(report.packed_head)
        except ValueError:  # sealed by somebody else
            return unpacked_head(head_of(self._read_again(report)))

    def _unpacked(self, report: KeptReport, name: str) -> tuple[object, int]:
        try:
            return unpacked(self.content(report), name)
        except ValueError:  # sealed by somebody else
            content = self._read_again(report)
            self._contents.put(report.key, content, len(content))
            return unpacked(content, name)

    def _fetched(self, report: KeptReport) -> bytes:
        sealed = self._fetch([report.key]).get(report.key)
        content = unsealed(report.key, sealed) if sealed is not None else None
        return self._read_again(report) if content is None else content

    def _read_again(self, report: KeptReport) -> bytes:
        found = self._read(report.submission)
        if isinstance(found, Rejection):
            raise LedgerError(
                f"台账中“{report.submission.file}”的内容在运行中丢失，文件也不能再读。",
                remedy="请确认没有别的程序改动台账和收件目录，然后重新运行。",
            )
        return packed(found)


def sealed(key: str, content: bytes) -> bytes:
    """Return the content as the ledger keeps it: behind a digest of itself under its key."""
    return _seal(key, content) + content


def unsealed(key: str, content: bytes) -> bytes | None:
    """Return the content that was sealed under the key, or None when it is not as it was."""
    found = content[_SEAL:]
    return found if content[:_SEAL] == _seal(key, found) else None


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key.encode()[:64], digest_size=_SEAL).digest()
