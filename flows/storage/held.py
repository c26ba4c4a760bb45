"""What the working copy holds, and what of the inbox could not be had: two small files.

    .huizong/storage/held.json        name, size, version on storage, sha256, how it lies here
    .huizong/storage/withheld.json    name, why

A file that cannot be read is as if it was not there: everything is fetched again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from flows.settings import Workspace
from flows.storage.contents import Entry, shown
from tasks.intake.collect import Inbox
from tasks.intake.refusals import Refusal
from tasks.intake.submission import Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file of the working copy: what it was on storage and what it is here.

    `fetched` is when (seconds since 1970) it was known to be the same; `here` is its size
    and time (ns) on this computer, by which a change is noticed.
    """

    size: int | None
    version: str
    sha256: str
    fetched: float
    here: tuple[int, int]

    @classmethod
    def of(cls, entry: Entry, path: Path, *, sha256: str, fetched: float) -> Self:
        """Return the file at `path`, fetched as this entry."""
        return cls(
            size=entry.size,
            version=entry.version,
            sha256=sha256,
            fetched=fetched,
            here=_look(path),
        )

    def is_untouched(self, path: Path) -> bool:
        """Say whether the file lies here as it was put."""
        try:
            return _look(path) == self.here
        except OSError:
            return False


def _look(path: Path) -> tuple[int, int]:
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns


def recall(workspace: Workspace) -> dict[str, Held]:
    """Return what the working copy holds, by name below the workspace."""
    try:
        rows = _read(workspace.storage / "held.json")
        return {
            name: Held(**{**row, "here": (int(row["here"][0]), int(row["here"][1]))})
            for name, row in rows.items()
        }
    except (OSError, ValueError, TypeError, LookupError):
        return {}


def remember(workspace: Workspace, held: Mapping[str, Held]) -> None:
    """Keep it, whole or not at all."""
    rows = {name: asdict(item) for name, item in sorted(held.items())}
    write_whole(workspace.storage / "held.json", rows)


def withhold(workspace: Workspace, refused: Mapping[str, Refusal]) -> None:
    """Keep which files of the inbox could not be had."""
    rows = {name.partition("/")[2]: asdict(reason) for name, reason in sorted(refused.items())}
    write_whole(workspace.storage / "withheld.json", rows)


def with_withheld(inbox: Inbox, workspace: Workspace) -> Inbox:
    """Return the inbox of a working copy with what could not be had among its rejections."""
    if not workspace.origin:
        return inbox
    try:
        rows = _read(workspace.storage / "withheld.json")
        refused = [Refusal(**row).of(shown(file)) for file, row in rows.items()]
    except (OSError, ValueError, TypeError):
        return inbox
    rejections: tuple[Rejection, ...] = (*inbox.rejections, *refused)
    return replace(inbox, rejections=tuple(sorted(rejections, key=lambda item: item.file)))


def _read(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.read_bytes())
    return found


def write_whole(place: Path, rows: Mapping[str, object]) -> None:
    """Write a small JSON file, whole or not at all, whatever stops the computer."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(json.dumps(rows, indent=0).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
