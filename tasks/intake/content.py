"""Look at a file's bytes once: its hash, its size, its ends."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_CHUNK: Final = 1024 * 1024
_HEAD: Final = 256 * 1024
_TAIL: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one pass over a file saw.

    `ends` are its first 256 KB and its last 64 KB: where a zip names its entries. `steady`
    says that size and time were the same before and after.
    """

    sha256: str
    size: int
    steady: bool
    ends: bytes = field(repr=False)


def is_regular(path: Path) -> bool:
    """Say whether the path leads to a plain file (not a pipe, a socket, a device)."""
    return stat.S_ISREG(path.stat().st_mode)


def look_at(path: Path) -> Content:
    """Read the file once and return what was seen; raises `OSError` as the system does."""
    digest = hashlib.sha256()
    head, tail, size = b"", b"", 0
    with path.open("rb") as stream:
        before = os.fstat(stream.fileno())
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            head += chunk[: _HEAD - len(head)]
            tail = (tail + chunk)[-_TAIL:]
            if size > before.st_size:  # it grows; who knows how long
                break
    after = path.stat()
    steady = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return Content(
        sha256=digest.hexdigest(),
        size=size,
        steady=steady and size == before.st_size,
        ends=head + tail if size > _HEAD else head,
    )


def ole_streams(path: Path) -> bytes:
    """Return the bytes of an old compound file, in which its streams' names can be found."""
    with path.open("rb") as stream:
        return stream.read()
