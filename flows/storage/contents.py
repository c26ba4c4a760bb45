"""What lies on storage, from outside: names, sizes and what tells one version from another."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

# What drivers call a mark of the content, and a time of the last change.
MARKS: Final = ("ETag", "etag", "e_tag", "md5Hash", "md5", "content_md5", "crc32c", "generation")
TIMES: Final = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")

DOUBTFUL: Final = 600.0
"""Seconds for which a time alone proves nothing: clocks differ, and some count in two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a folder: its `name` there, whether it is a `folder`.

    `size` is in bytes, None where the storage doesn't say. `version` changes with every
    change that the storage knows of; `marked` says that it is made of more than a time.
    `modified` is in seconds since 1970. `target` is where a link leads, '' for none;
    `plain` is False for what is neither file nor folder.
    """

    name: str
    folder: bool = False
    size: int | None = None
    version: str = ""
    marked: bool = False
    modified: float | None = None
    target: str = ""
    plain: bool = True

    def is_certain(self, now: float) -> bool:
        """Say whether the same size and version mean the same bytes."""
        if self.marked:
            return True
        return self.modified is not None and now - self.modified >= DOUBTFUL


def entry_of(row: Mapping[str, Any], folder: str) -> Entry | None:
    """Return what a driver's row says; None for the row of the folder itself.

    Object stores show folders that a console made as objects whose name ends with `/`.
    """
    path, kind = str(row["name"]), row.get("type")
    name = path.rstrip("/").rpartition("/")[2]
    if path.strip("/") == folder.strip("/") or (path.endswith("/") and kind == "file"):
        return None
    marks = {key: _said(row[key]) for key in MARKS if row.get(key)}
    times = {key: _said(row[key]) for key in TIMES if row.get(key) is not None}
    size = row.get("size")
    return Entry(
        name=name,
        folder=kind == "directory",
        size=None if size is None else int(size),
        version=json.dumps({**marks, **times}, sort_keys=True) if marks or times else "",
        marked=bool(marks),
        modified=next(filter(None, (_moment(row.get(key)) for key in TIMES)), None),
        target=_said(row.get("destination") or "?") if row.get("islink") else "",
        plain=kind in {"file", "directory"},
    )


def shown(name: str) -> str:
    """Return the name as reports' files are named: NFC, whatever system wrote it."""
    return unicodedata.normalize("NFC", name)


def sha256_of(path: Path) -> str:
    """Return the digest of a file of this computer."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _said(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)


def _moment(value: object) -> float | None:
    """Return a driver's time in seconds since 1970, None for what is none."""
    if isinstance(value, int | float):
        return float(value)
    return value.timestamp() if isinstance(value, dt.datetime) else None
