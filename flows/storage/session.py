"""Working in a workspace, wherever it lies: what comes before a run, and what after it.

    a folder     nothing before, nothing after
    an address   lease ─► clear up ─► bring inbox, profile, ledger ─► run ─► publish
                       ─► put the ledger back ─► give the lease back

Callers hold the workspace's own lock (`flows.lock`) around it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from flows.lock import only_run
from flows.outcome import Outcome
from flows.settings import MARK, Workspace
from flows.storage.carrying import bring_ledger, carry_ledger
from flows.storage.fetching import bring
from flows.storage.lease import Lease, holder, leased
from flows.storage.publishing import (
    Target,
    clear_up,
    is_published,
    is_taken,
    publish_up,
    withdraw_up,
)
from flows.storage.store import Store, connect, troubled
from flows.storage.survey import INBOX, PROFILE, no_workspace
from tasks.delivery.outbox import withdraw
from tasks.errors import PublishError

Say = Callable[[str], None]

PROBE: Final = "outbox/.huizong-probe"
"""What is written to see whether it can be."""

COPIES: Final = 2
"""Runs that the working copy keeps: the storage has them all; unchanged pages come from these."""


class Place(Protocol):
    """A workspace that is being worked in."""

    def refuse_taken(self, run: str) -> None:
        """Raise PublishError when there is a run of this name already."""

    def is_taken(self, run: str) -> bool:
        """Say whether there is a run of this name already, besides the local outbox."""

    def published(self, outcome: Outcome) -> Outcome:
        """Return the run's outcome with its outputs where people look for them."""

    def withdraw(self, year: int, run: str) -> bool:
        """Remove an earlier run, unless 最新 leads to it; raises OSError."""


class Folder:
    """A workspace that is a folder of this computer."""

    def __init__(self, workspace: Workspace) -> None:
        """Work there."""
        self._outbox = workspace.outbox

    def refuse_taken(self, run: str) -> None:
        """Leave it to the outbox, which looks again when it publishes."""

    def is_taken(self, run: str) -> bool:
        """Say no: the outbox is all there is."""
        del run
        return False

    def published(self, outcome: Outcome) -> Outcome:
        """Return it as it is: the run has published."""
        return outcome

    def withdraw(self, year: int, run: str) -> bool:
        """Remove an earlier run from the outbox."""
        return withdraw(outbox=self._outbox, year=year, run=run)


class Staged:
    """A working copy of a workspace on storage, while its lease is held."""

    def __init__(self, workspace: Workspace, store: Store, lease: Lease, say: Say) -> None:
        """Work there."""
        self._workspace, self._store, self._lease, self._say = workspace, store, lease, say

    def refuse_taken(self, run: str) -> None:
        """Raise PublishError when the storage has a run of this name."""
        if self.is_taken(run):
            message = f"本次运行的输出目录已经存在：{self._store.at('outbox')} 中的 {run}。"
            raise PublishError(message, remedy="请换一个运行名称；已有的结果不会被覆盖。")

    def is_taken(self, run: str) -> bool:
        """Say whether the storage has anything of this name."""
        with troubles(self._store, "存储上的成果目录打不开"):
            return is_taken(self._store, run)

    def published(self, outcome: Outcome) -> Outcome:
        """Publish the run upon the storage, and name its address instead of the local folder."""
        self._say(f"正在把成果发布到 {self._store.url} ……")
        year = outcome.district.year
        folder = publish_up(self._target(year), Path(outcome.folder), outcome.run)
        self._thin_out(year, outcome.run)
        return replace(outcome, folder=folder)

    def withdraw(self, year: int, run: str) -> bool:
        """Remove an earlier run from the storage."""
        withdraw_up(self._target(year), run)
        return True

    def _target(self, year: int) -> Target:
        return Target(store=self._store, year=year, require=self._lease.require)

    def _thin_out(self, year: int, run: str) -> None:
        """Remove older runs of the year from the working copy; what cannot be removed stays."""
        room = self._workspace.outbox / str(year)
        runs = sorted(
            (path.parent.stat().st_mtime_ns, path.parent.name)
            for path in room.glob("*/manifest.json")
            if not path.parent.is_symlink()
        )
        older = [name for _, name in runs if name != run]
        for name in older[: -(COPIES - 1)]:
            with contextlib.suppress(OSError):
                withdraw(outbox=self._workspace.outbox, year=year, run=name)


@contextlib.contextmanager
def at_work(workspace: Workspace, say: Say, patience: float = 0) -> Iterator[Place]:
    """Give the workspace to be worked in, its files brought here where it lies on storage.

    WorkspaceError when somebody else has it for longer than `patience` seconds, when it
    cannot be reached or is no workspace.
    """
    if not workspace.origin:
        yield Folder(workspace)
        return
    store = connect(workspace.origin)
    with contextlib.ExitStack() as stack:
        require_workspace(store)
        if store.folder is not None:
            beside = Workspace(root=store.folder)  # where runs may be made by its path as well
            if beside.lock.exists():
                stack.enter_context(only_run(beside, patience=patience))
        lease = stack.enter_context(leased(store, workspace, patience))
        with troubles(store, "存储上的成果目录不能整理"):
            clear_up(store)
        say(f"正在从 {store.url} 取回变动的文件……")
        brought = bring(store, workspace, INBOX, PROFILE)
        bring_ledger(store, workspace)
        say(f"取回 {brought.fetched} 个，删去 {brought.removed} 个，现有 {brought.files} 个。")
        yield Staged(workspace, store, lease, say)
        carry_ledger(store, workspace, lease.require)


def refresh(workspace: Workspace, *folders: str) -> None:
    """Bring these folders (else the profile) and the ledger, publish nothing.

    For a workspace that is a folder there is nothing to do.
    """
    if workspace.origin:
        store = connect(workspace.origin)
        require_workspace(store)
        bring(store, workspace, *(folders or (PROFILE,)))
        bring_ledger(store, workspace)


def require_workspace(store: Store) -> None:
    """Raise WorkspaceError unless there is a workspace at the address."""
    with troubles(store, "存储打不开"):
        found = MARK.name in store.names(MARK.parent.as_posix())
    if not found:
        raise no_workspace(store)


def still_published(workspace: Workspace, run: str) -> bool:
    """Say whether the outputs of a run are still where people look for them."""
    local = list(workspace.outbox.glob(f"*/{run}/manifest.json"))
    if not local or not workspace.origin:
        return bool(local)
    store = connect(workspace.origin)
    with troubles(store, "存储上的成果目录打不开"):
        return any(is_published(store, int(path.parent.parent.name), run) for path in local)


def try_writing(store: Store) -> str:
    """Write a small object upon the storage, remove it, and return in Chinese that it went well.

    WorkspaceError when it did not.
    """
    with troubles(store, "存储上不能写入"):
        store.write(PROBE, b"huizong\n")
        store.remove(PROBE)
    return "outbox 可写"


def who_has(store: Store) -> str:
    """Return in Chinese whether somebody works in the workspace now."""
    with troubles(store, "存储打不开"):
        return holder(store) or "没有人在使用"


@contextlib.contextmanager
def troubles(store: Store, doing: str) -> Iterator[None]:
    """Turn what the system says into what a person can use."""
    try:
        yield
    except OSError as error:
        raise troubled(error, store, "", doing) from error
