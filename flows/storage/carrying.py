"""The ledger goes with its workspace: brought with the files, put back when work is done.

    .huizong/ledger.sqlite3    on the storage, one whole file, written under the lease
    .huizong/ledger.new        while it is written, where a rename puts it in its place

So whoever works in the workspace next, on whatever computer, knows the corrections and the
runs before. A ledger in a database (`HUIZONG_LEDGER`) is where it is and goes nowhere.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from flows.settings import Workspace
from flows.storage.contents import Entry, sha256_of
from flows.storage.faults import OF_THIS_DISK, no_room
from flows.storage.held import write_whole
from flows.storage.store import Store, troubled
from tasks.errors import LedgerError

_ROOM: Final = ".huizong"
PLACE: Final = f"{_ROOM}/ledger.sqlite3"
NEW: Final = f"{_ROOM}/ledger.new"
PREVIOUS: Final = "ledger.previous.sqlite3"
"""The working copy's own ledger, when another computer's took its place."""
_BESIDE: Final = ("", "-wal", "-shm")


def bring_ledger(store: Store, workspace: Workspace) -> None:
    """Put the storage's ledger into the working copy, where it is not what came from here.

    WorkspaceError when it cannot be fetched, LedgerError when it is damaged.
    """
    local = workspace.ledger
    if not isinstance(local, Path):
        return
    part = workspace.storage / "ledger.part"
    try:
        known, entry = _known(workspace), _entry(store)
        if entry is None or (local.exists() and known.items() >= _mark(entry).items()):
            return
        part.parent.mkdir(parents=True, exist_ok=True)
        store.fetch(f"{_ROOM}/{entry.name}", part)
        digest = sha256_of(part)
        if not local.exists() or digest != known.get("sha256"):
            if not _is_sound(part, entry):
                _refuse_damaged(store, entry)
                return
            _exchange(part, local)
        _know(workspace, entry, digest)
    except OSError as error:
        if error.errno in OF_THIS_DISK:
            raise no_room(error, workspace.root) from error
        raise troubled(error, store, PLACE, "存储上的台账取不到") from error
    finally:
        part.unlink(missing_ok=True)


def carry_ledger(store: Store, workspace: Workspace, require: Callable[[], None]) -> None:
    """Put the working copy's ledger upon the storage, if anything in it changed.

    `require` says that the lease is still held. WorkspaceError when it cannot be put there;
    it is then put there after the next run.
    """
    local = workspace.ledger
    if not isinstance(local, Path) or not local.exists():
        return
    whole = workspace.storage / "ledger.whole"
    try:
        _copy(local, whole)
        digest, known = sha256_of(whole), _known(workspace)
        entry = _entry(store)
        if entry is not None and known == {**_mark(entry), "sha256": digest}:
            return
        require()
        _put(store, whole)
        _know(workspace, _whole_entry(store, whole.stat().st_size), digest)
    except OSError as error:
        raise troubled(error, store, PLACE, "台账未能存回（成果不受影响，下次运行再存）") from error
    finally:
        whole.unlink(missing_ok=True)


def _put(store: Store, whole: Path) -> None:
    if not store.renames:
        store.put(whole, PLACE)
        return
    store.put(whole, NEW)
    if store.folder is None:  # where a rename does not replace
        store.remove(PLACE)
    store.rename(NEW, PLACE)


def _entry(store: Store) -> Entry | None:
    """Return the ledger as the storage shows it, None when there is none.

    A process killed between two steps may leave only the new one.
    """
    with contextlib.suppress(FileNotFoundError):
        found = {f"{_ROOM}/{entry.name}": entry for entry in store.entries(_ROOM)}
        return found.get(PLACE) or found.get(NEW)
    return None


def _whole_entry(store: Store, size: int) -> Entry:
    """Return the ledger as the storage shows it now; OSError unless it has this size."""
    entry = _entry(store)
    if entry is None or entry.size not in {None, size}:
        raise OSError(errno.EPROTO, "上传后核对，台账不全")
    return entry


def _is_sound(part: Path, entry: Entry) -> bool:
    """Say whether the file is all of a ledger that can be read."""
    if entry.size not in {None, part.stat().st_size}:
        return False
    try:
        with contextlib.closing(sqlite3.connect(part)) as ledger:
            return bool(ledger.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _refuse_damaged(store: Store, entry: Entry) -> None:
    """Raise LedgerError, unless it is only the first ledger that was never written whole."""
    if f"{_ROOM}/{entry.name}" == PLACE:
        raise LedgerError(
            f"存储上的台账已损坏或正在写入：{store.at(PLACE)}。",
            remedy="请稍候再试；仍然如此的，请用备份恢复，或把它改名保留后重新运行。",
        )


def _exchange(part: Path, local: Path) -> None:
    """Put the fetched ledger in the place of the one here, which is kept beside it."""
    for ending in _BESIDE:
        before = local.with_name(f"{local.name}{ending}")
        with contextlib.suppress(FileNotFoundError):
            before.replace(local.with_name(f"{PREVIOUS}{ending}"))
    os.replace(part, local)  # noqa: PTH105 - whole, in one step


def _copy(local: Path, to: Path) -> None:
    """Copy the ledger as one whole file, whatever its log still holds."""
    to.parent.mkdir(parents=True, exist_ok=True)
    to.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(sqlite3.connect(local)) as source,
            contextlib.closing(sqlite3.connect(to)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise OSError(errno.EIO, f"台账读不出（{error}）") from error


def _mark(entry: Entry) -> dict[str, Any]:
    return {"size": entry.size, "version": entry.version}


def _known(workspace: Workspace) -> dict[str, Any]:
    """Return which ledger of the storage the one here came from or went to."""
    try:
        found: dict[str, Any] = json.loads((workspace.storage / "ledger.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _know(workspace: Workspace, entry: Entry, digest: str) -> None:
    write_whole(workspace.storage / "ledger.json", {**_mark(entry), "sha256": digest})
