"""What a served workspace remembers from run to run, in one small file.

    .huizong/serve/memory.json

Written whole by one rename; one that cannot be read is as if there was none, and the
worst that follows is a run too many.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.settings import Workspace


class Memory(BaseModel):
    """What the last good run covered, and what people were told.

    `covered` is the digest of the listing that `run` was made from, `ground` of all else
    that its outputs depend on, `sent` how many files the inbox had. `tries` runs
    were made over the listing `tried`. `failure` is the last
    failure that people were told of and that is not over; `reminded` the days (ISO) on
    which the missing were listed.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    covered: str = ""
    ground: str = ""
    tried: str = ""
    tries: int = 0
    run: str = ""
    folder: str = ""
    sent: int = 0
    failure: str = ""
    reminded: tuple[str, ...] = ()


def recall(workspace: Workspace) -> Memory:
    """Return what is remembered."""
    try:
        return Memory.model_validate_json(_place(workspace).read_bytes())
    except (OSError, ValidationError):
        return Memory()


def remember(workspace: Workspace, memory: Memory) -> None:
    """Keep it, whole or not at all; raises OSError as the system does."""
    place = _place(workspace)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(memory.model_dump_json(indent=1).encode())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def _place(workspace: Workspace) -> Path:
    return workspace.serving / "memory.json"
