"""Where a workspace keeps its things, and the limits of a run.

Values that come from the command line or from a deployment's parameters, so Pydantic
checks them; afterwards they are read-only.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from flows.storage.address import refuse_address
from tasks.errors import WorkspaceError

RunName = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._-]{0,63}$")
]
"""A run's name is a folder's name in the outbox: letters, digits, 汉字, `.`, `_`, `-`."""

CHUNK = 25
"""Reports a worker gets at once: measured, the least overhead of Prefect per report."""

MARK = Path("profile") / "district.toml"
"""What makes a folder a workspace."""

LEDGER = "HUIZONG_LEDGER"
"""The environment variable that holds the URL of a ledger in a database."""

STATE = "HUIZONG_STATE"
"""The environment variable that names the folder for working copies of what is on storage."""

SEARCH_DEPTH = 3
"""How many folders above a file are searched for the workspace it lies in."""


class Workspace(BaseModel):
    """A district's folder and the places in it.

    `origin` is the address on storage that the folder is a working copy of, without any
    secret; '' for a workspace that is this folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    root: Path
    origin: str = ""

    @property
    def given(self) -> str:
        """The workspace as people name it: its address, or its folder."""
        return self.origin or str(self.root)

    @property
    def inbox(self) -> Path:
        """Where departments' reports are put; read, never written."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where each run's outputs appear."""
        return self.root / "outbox"

    @property
    def profile(self) -> Path:
        """What the district configures."""
        return self.root / "profile"

    @property
    def state(self) -> Path:
        """What the program keeps for itself: ledger, lock, Prefect's database."""
        return self.root / ".huizong"

    @property
    def prefect_home(self) -> Path:
        """Prefect's home, so that nothing is written to the user's own."""
        return self.state / "prefect"

    @property
    def serving(self) -> Path:
        """What the served workspace keeps: its own Prefect, its log, what was covered."""
        return self.state / "serve"

    @property
    def ledger(self) -> Path | SecretStr:
        """The ledger's SQLite file, or the database that the environment names instead.

        Its URL may hold a password, so it is no field: an order is written down by Prefect.
        """
        url = os.environ.get(LEDGER, "").strip()
        return SecretStr(url) if url else self.ledger_file

    @property
    def ledger_file(self) -> Path:
        """The ledger's SQLite file in the workspace."""
        return self.state / "ledger.sqlite3"

    @property
    def shelf(self) -> Path:
        """What was derived from single reports, kept for the next run; may be deleted."""
        return self.state / "shelf.sqlite3"

    @property
    def room(self) -> Path:
        """Where a run keeps large files while it makes them; empty between runs."""
        return self.state / "room"

    @property
    def storage(self) -> Path:
        """What a working copy knows of the storage it comes from."""
        return self.state / "storage"

    @property
    def converted(self) -> Path:
        """Where the copies of old formats are kept, by the original's hash."""
        return self.state / "converted"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a run is going on."""
        return self.state / "run.lock"

    @property
    def serving_lock(self) -> Path:
        """The file whose lock says that the workspace is being served."""
        return self.state / "serve.lock"


def default_workers() -> int:
    """Return the number of processors this process may use, at most 8."""
    allowed = getattr(os, "sched_getaffinity", None)
    count = len(allowed(0)) if allowed else (os.cpu_count() or 1)
    return min(count, 8)


class Order(BaseModel):
    """One run as ordered: everything it needs to know from outside.

    `workers` is the number of worker processes, `chunk` the most reports a worker gets at
    once, `report_seconds` how long one report may take before it is rejected. `filled` says
    that the inbox had files when the run was ordered. `cluster` is
    the address of a Dask scheduler that is to read them; '' leaves it to this machine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    workspace: Workspace
    run: RunName
    started: str
    workers: int = Field(default_factory=default_workers, ge=1, le=64)
    chunk: int = Field(default=CHUNK, ge=1, le=CHUNK)
    report_seconds: float = Field(default=60.0, gt=0)
    filled: bool = False
    cluster: str = ""


def open_workspace(root: Path) -> Workspace:
    """Return the workspace at `root`; WorkspaceError when the folder is none.

    An address on storage is for `flows.storage.opening`: who calls this takes folders only.
    """
    refuse_address(root)
    if not (root / MARK).is_file():
        raise WorkspaceError(
            f"“{root}”不是工作区：缺少 {MARK.as_posix()}。",
            remedy="请指明工作区目录，或先用 huizong init 建立一个工作区。",
        )
    return Workspace(root=root.resolve())


def surrounding_workspace(file: Path) -> Workspace | None:
    """Return the workspace that `file` lies in, up to three folders above it, or None."""
    above = file.resolve().parents[:SEARCH_DEPTH]
    return next((Workspace(root=folder) for folder in above if (folder / MARK).is_file()), None)
