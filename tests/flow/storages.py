"""Workspaces on storage for tests: in memory, in a folder by its address, on an S3 server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import fsspec
import pytest

from flows.lock import only_run
from flows.outcome import Outcome
from flows.settings import STATE, Order, Workspace
from flows.storage import fetching, lease
from flows.storage.opening import open_place
from flows.storage.session import at_work
from tests.flow.quick import run_quickly
from tests.flow.workspaces import order_for

_NUMBERS = itertools.count(1)


class Storage:
    """A workspace at `url`, looked at by fsspec itself and not by what is tested."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.system: Any
        self.system, self.root = fsspec.core.url_to_fs(url)

    def fill(self, folder: Path) -> None:
        """Put a workspace's profile and inbox upon the storage."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name.startswith(("profile/", "inbox/")):
                self.put(name, path.read_bytes())

    def put(self, name: str, content: bytes) -> None:
        path = f"{self.root}/{name}"
        if "file" in self.system.protocol:
            self.system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.system.pipe_file(path, content)

    def get(self, name: str) -> bytes:
        return bytes(self.system.cat_file(f"{self.root}/{name}"))

    def get_kind(self, name: str) -> str:
        """Return whether it is a file or a directory; '' when it is not there."""
        self.system.invalidate_cache()
        path = f"{self.root}/{name}"
        return str(self.system.info(path)["type"]) if self.system.exists(path) else ""

    def remove(self, name: str) -> None:
        self.system.rm(f"{self.root}/{name}", recursive=True)

    def names(self, below: str = "") -> set[str]:
        """Return the names of all objects below a folder."""
        self.system.invalidate_cache()
        top = f"{self.root}/{below}".rstrip("/")
        return {path.removeprefix(f"{self.root}/") for path in self.system.find(top)}

    def contents(self, below: str) -> Mapping[str, bytes]:
        """Return all objects below a folder, by their name in it."""
        return {
            name.removeprefix(f"{below}/"): self.get(name) for name in sorted(self.names(below))
        }

    def inputs(self) -> dict[str, tuple[bytes, str]]:
        """Return what people put there, with all that the storage says of it."""
        self.system.invalidate_cache()
        return {
            name: (self.get(name), str(self.system.info(f"{self.root}/{name}")))
            for name in self.names()
            if name.startswith(("inbox/", "profile/"))
        }

    @property
    def workspace(self) -> Workspace:
        """The working copy."""
        return open_place(self.url)


def quicken(monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    """Keep working copies below `state`, and wait for nobody."""
    monkeypatch.setenv(STATE, str(state))
    monkeypatch.setattr(lease, "SETTLES", 0.0)
    monkeypatch.setattr(lease, "LOOK", 0.0)
    monkeypatch.setattr(fetching, "PAUSE", 0.0)


def in_memory() -> Storage:
    return Storage(f"memory://test-{next(_NUMBERS)}/望澜 区")


def run_on(
    storage: Storage, name: str, run: Callable[[Order], Outcome] = run_quickly
) -> tuple[Outcome, list[str]]:
    """Run as the command does, in this process; return the outcome and what was said."""
    said: list[str] = []
    workspace = storage.workspace
    with only_run(workspace), at_work(workspace, said.append) as place:
        place.refuse_taken(name)
        return place.published(run(order_for(workspace, name))), said
