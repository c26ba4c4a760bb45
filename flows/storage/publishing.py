"""Putting a finished run upon the storage: readers see all of it, or nothing.

In folders that are renamed in one step (file, smb, sftp), as on this computer:

    outbox/<year>/.staging-<run>   while files are copied
    outbox/<year>/<run>            by one rename
    outbox/<year>/最新              a link to it, or a copy

On object stores, which rename nothing:

    outbox/<year>/.publishing-<run>   a mark, for as long as objects are copied
    outbox/<year>/<run>/…             all objects, manifest.json after the others
    outbox/<year>/最新                 a small text: the newest run's name

A run without its manifest is no run. Whoever comes next finds the hidden folder or the
mark and clears up, so that a process killed at any moment leaves nothing half-visible.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.storage.faults import words
from flows.storage.store import Store
from flows.transient import is_transient
from tasks.delivery.outbox import LATEST
from tasks.errors import PointerError, PublishError

OUTBOX: Final = "outbox"
MANIFEST: Final = "manifest.json"
AT_ONCE: Final = 8
"""Objects that are copied at once."""
STAGING: Final = ".staging-"
POINTER: Final = ".pointer-"
PREVIOUS: Final = ".previous-"
PUBLISHING: Final = ".publishing-"
WITHDRAWING: Final = ".withdrawing-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A year's folder on a store, and a look at the lease, before anything becomes visible."""

    store: Store
    year: int
    require: Callable[[], None]

    @property
    def room(self) -> str:
        """The year's folder."""
        return f"{OUTBOX}/{self.year}"

    def of(self, name: str) -> str:
        """Return the name of something in it."""
        return f"{self.room}/{name}"


def publish_up(target: Target, folder: Path, run: str) -> str:
    """Copy the run's folder to the store and let 最新 lead to it; return its address.

    Raise PublishError when the name is taken, the store refuses or the lease is lost:
    earlier runs are untouched, and the run stays in `folder`. PointerError says that all is
    there but 最新.
    """
    store = target.store
    try:
        _refuse_taken(target, run)
        _copy_whole(target, folder, run)
    except OSError as error:
        what, remedy = words(error)
        message = f"成果未能发布到 {store.at(target.of(run))}（{what}）。本机留有一份：{folder}。"
        raise PublishError(message, remedy=f"{remedy}以前各次的结果没有改动。") from error
    _point(target, folder, run)
    return store.at(target.of(run))


def is_published(store: Store, year: int, run: str) -> bool:
    """Say whether the store has the whole run; raises OSError."""
    return MANIFEST in store.names(f"{OUTBOX}/{year}/{run}")


def is_taken(store: Store, run: str) -> bool:
    """Say whether there is anything of this name in any year; raises OSError."""
    return any(run in store.names(f"{OUTBOX}/{year}") for year in store.names(OUTBOX))


def clear_up(store: Store) -> None:
    """Remove what killed runs left, end what they had all but ended; raises OSError."""
    for year in store.names(OUTBOX):
        if not year.isdecimal():
            continue
        room = f"{OUTBOX}/{year}"
        for name in store.names(room):
            if name.startswith(PREVIOUS) and LATEST not in store.names(room):
                store.rename(f"{room}/{name}", f"{room}/{LATEST}")
            elif name.startswith((STAGING, POINTER, PREVIOUS)) and store.renames:
                store.remove_tree(f"{room}/{name}")
            elif name.startswith((PUBLISHING, WITHDRAWING)):
                _end(store, room, name)


def withdraw_up(target: Target, run: str) -> None:
    """Remove an earlier run from the store, unless 最新 leads to it; raises OSError."""
    store = target.store
    if not store.names(target.of(run)) or _newest(target) == run:
        return
    if store.renames:
        hidden = target.of(f"{STAGING}{run}")
        store.rename(target.of(run), hidden)
        store.remove_tree(hidden)
        return
    mark = target.of(f"{WITHDRAWING}{run}")
    store.write(mark, b"")
    _end(store, target.room, f"{WITHDRAWING}{run}")


def _copy_whole(target: Target, folder: Path, run: str) -> None:
    """Make the run visible by one step; what was copied in vain is removed again."""
    try:
        if target.store.renames:
            _by_rename(target, folder, run)
        else:
            _by_manifest(target, folder, run)
    except (OSError, PublishError) as error:
        if not is_transient(error):  # the next run clears up after a store that went away
            _discard(target, run)
        raise


def _discard(target: Target, run: str) -> None:
    """Remove what was copied and is not visible yet, as far as that is possible."""
    with contextlib.suppress(OSError):
        if target.store.renames:
            target.store.remove_tree(target.of(f"{STAGING}{run}"))
        else:
            _end(target.store, target.room, f"{PUBLISHING}{run}")


def _refuse_taken(target: Target, run: str) -> None:
    """Raise PublishError when there is anything of this name."""
    if run in target.store.names(target.room):
        message = f"本次运行的输出目录已经存在：{target.store.at(target.of(run))}"
        raise PublishError(message, remedy="请换一个运行名称；已有的结果不会被覆盖。")


def _by_rename(target: Target, folder: Path, run: str) -> None:
    store, staging = target.store, target.of(f"{STAGING}{run}")
    _copy_up(store, folder, staging)
    target.require()
    store.rename(staging, target.of(run))


def _by_manifest(target: Target, folder: Path, run: str) -> None:
    store = target.store
    store.write(target.of(f"{PUBLISHING}{run}"), run.encode())
    _copy_up(store, folder, target.of(run), without=MANIFEST)
    target.require()
    store.put(folder / MANIFEST, target.of(f"{run}/{MANIFEST}"))


def _copy_up(store: Store, folder: Path, to: str, without: str = "") -> None:
    """Copy all files but one, and see that the store has them whole."""
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() != without
    }
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            list(threads.map(lambda name: store.put(folder / name, f"{to}/{name}"), sizes))
        finally:
            threads.shutdown(cancel_futures=True)
    if _sizes(store, to) != sizes:
        raise OSError(errno.EPROTO, "上传后核对，文件不全")


def _sizes(store: Store, folder: str, below: str = "") -> dict[str, int]:
    """Return the size of each file below the folder; none when it is not there."""
    found: dict[str, int] = {}
    try:
        entries = store.entries(folder)
    except FileNotFoundError:
        return found
    for entry in entries:
        if entry.folder:
            name = f"{folder}/{entry.name}"
            found |= _sizes(store, name, f"{below}{entry.name}/")
        else:
            found[f"{below}{entry.name}"] = -1 if entry.size is None else entry.size
    return found


def _point(target: Target, folder: Path, run: str) -> None:
    """Let 最新 lead to the run, and take away the mark."""
    store = target.store
    try:
        if store.renames:
            _exchange(target, folder, run)
        else:
            store.write(target.of(LATEST), f"{run}\n".encode())
            store.remove(target.of(f"{PUBLISHING}{run}"))
    except OSError as error:
        what, remedy = words(error)
        message = f"成果已发布到 {store.at(target.of(run))}，但“{LATEST}”未能更新（{what}）。"
        raise PointerError(message, remedy=f"请直接打开上述目录。{remedy}") from error


def _exchange(target: Target, folder: Path, run: str) -> None:
    """Put a link, or a copy where there are none, in the place of the old 最新."""
    store, latest = target.store, target.of(LATEST)
    pointer, aside = target.of(f"{POINTER}{run}"), target.of(f"{PREVIOUS}{run}")
    linked = store.link(pointer, run)
    if not linked:
        _copy_up(store, folder, pointer)
    if LATEST in store.names(target.room) and not (linked and store.is_link(latest)):
        store.rename(latest, aside)
    store.rename(pointer, latest)
    store.remove_tree(aside)


def _end(store: Store, room: str, mark: str) -> None:
    """End what a mark stands for: a whole run is pointed to, anything else is removed."""
    run = mark.removeprefix(PUBLISHING).removeprefix(WITHDRAWING)
    whole = MANIFEST in store.names(f"{room}/{run}")
    if mark.startswith(PUBLISHING) and whole:
        store.write(f"{room}/{LATEST}", f"{run}\n".encode())
    else:
        store.remove(f"{room}/{run}/{MANIFEST}")
        store.remove_tree(f"{room}/{run}")
    store.remove(f"{room}/{mark}")


def _newest(target: Target) -> str:
    """Return the run that 最新 leads to; '' where it is a copy of the run."""
    if target.store.folder is not None:
        link = target.store.folder / target.of(LATEST)
        return link.resolve().name if link.is_symlink() else ""
    content = None if target.store.renames else target.store.read(target.of(LATEST))
    return "" if content is None else content.decode("utf-8", "replace").strip()
