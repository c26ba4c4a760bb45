"""Which program made an output: its version and a digest of its own files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOMS = (HERE, HERE.parent / "tasks")
KEPT = frozenset({".py", ".toml", ".csv", ".html", ".css", ".js", ".j2", ".xml", ".txt"})
"""What the program is made of: code, default profile, templates."""


def program_version() -> str:
    """Return the installed version, or 0 when the program runs without being installed."""
    try:
        return version("huizong")
    except PackageNotFoundError:
        return "0"


@cache
def program_digest() -> str:
    """Return `huizong <version> sha256:<hex>` over the names and bytes of its files."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted(item for item in room.rglob("*") if item.suffix in KEPT):
            digest.update(path.relative_to(room.parent).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"huizong {program_version()} sha256:{digest.hexdigest()}"
