"""The bodies of kept reports: fetched when they are asked for, the last ones at hand.

Unpacked there are as many as a stage works on at a time; packed, as many as are worth
no second look into the ledger. Both are bounded, so a run's memory does not grow with
its reports' texts. The stages of a run are on different threads: one lock guards all.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tasks.department.kept import KeptReport, at, kept, packed, unpacked
from tasks.department.report import DepartmentReport
from tasks.errors import LedgerError
from tasks.intake.submission import Rejection, Submission

UNPACKED: Final = 64  # reports
PACKED: Final = 32 << 20  # bytes
_SEAL: Final = 16  # bytes

Fetch = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Gives what the ledger has under these keys."""

Read = Callable[[Submission], DepartmentReport | Rejection]
"""Reads a file again, should the ledger have lost what it said."""


class Bodies:
    """Where a run's kept reports have their bodies."""

    def __init__(self, fetch: Fetch, read: Read) -> None:
        """Know where to look, and what to do when nothing is found."""
        self._fetch, self._read = fetch, read
        self._guard = threading.RLock()
        self._parts: OrderedDict[str, dict[str, object]] = OrderedDict()
        self._contents: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

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
            self._hold(key, content)
        return report

    def taken(self, report: DepartmentReport, key: str) -> KeptReport:
        """Return the report that was just kept under the key, with its body here."""
        content = packed(report)
        with self._guard:
            self._hold(key, content)
        return at(report, key, self)

    def content(self, report: KeptReport) -> bytes:
        """Return the report as it was packed; LedgerError when neither ledger nor file has it."""
        with self._guard:
            content = self._contents.get(report.key)
            if content is None:
                content = self._fetched(report)
                self._hold(report.key, content)
            else:
                self._contents.move_to_end(report.key)
            return content

    def part(self, report: KeptReport, name: str) -> object:
        """Return the field of the report's body; LedgerError as above."""
        with self._guard:
            parts = self._parts.setdefault(report.key, {})
            self._parts.move_to_end(report.key)
            if name not in parts:
                parts[name] = self._unpacked(report, name)
                if len(self._parts) > UNPACKED:
                    self._parts.popitem(last=False)
            return parts[name]

    def _unpacked(self, report: KeptReport, name: str) -> object:
        try:
            return unpacked(self.content(report), name)
        except ValueError:  # sealed by somebody else
            content = self._read_again(report)
            self._hold(report.key, content)
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

    def _hold(self, key: str, content: bytes) -> None:
        self._size += len(content) - len(self._contents.pop(key, b""))
        self._contents[key] = content
        while self._size > PACKED and len(self._contents) > 1:
            _, dropped = self._contents.popitem(last=False)
            self._size -= len(dropped)


def sealed(key: str, content: bytes) -> bytes:
    """Return the content as the ledger keeps it: behind a digest of itself under its key."""
    return _seal(key, content) + content


def unsealed(key: str, content: bytes) -> bytes | None:
    """Return the content that was sealed under the key, or None when it is not as it was."""
    found = content[_SEAL:]
    return found if content[:_SEAL] == _seal(key, found) else None


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, key=key.encode()[:64], digest_size=_SEAL).digest()
