"""Bringing inbox and profile into the working copy: only what changed, nothing by halves.

    look ─► fetch what is new or in doubt ─► look again ─► the same? done : once more

A file takes its place only when all of it is here, under the name and version that the
second look still shows. What is still being written after several looks is withheld: the
run refuses it as it refuses a file of a folder that is still being copied.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.settings import Workspace
from flows.storage.contents import Entry, sha256_of
from flows.storage.faults import OF_THIS_DISK, no_room
from flows.storage.held import Held, recall, remember, withhold
from flows.storage.store import Store, troubled
from flows.storage.survey import INBOX, PROFILE, Survey, Withheld, is_safe, survey
from tasks.errors import WorkspaceError
from tasks.intake import refusals

LOOKS: Final = 4
"""How often a folder is looked at that changes all the time."""
PAUSE: Final = 2.0
"""Seconds before another look at one that was changing."""
AT_ONCE: Final = 8
"""Objects that are fetched at once: a store answers each slowly and many together well."""
_NO_SUCH_NAME: Final = (FileExistsError, IsADirectoryError, NotADirectoryError, ValueError)
_TOO_LONG: Final = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was done: how many files were `fetched` and `removed`, how many there are now."""

    fetched: int
    removed: int
    files: int


def bring(
    store: Store,
    workspace: Workspace,
    *folders: str,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Brought:
    """Make the working copy's folders hold what the store's hold, and say what was done.

    Raises WorkspaceError when the store or this computer's disk refuses; the working copy
    is then as good as before, and no file in it is cut off.
    """
    fetcher = _Fetcher(store, workspace, now)
    seen = survey(store, *folders)
    for look in range(LOOKS):
        if look:
            sleep(PAUSE)
        if not fetcher.fetch(seen):
            break
        before, seen = seen, survey(store, *folders)
        if before == seen:
            break
    return fetcher.settle(seen, folders)


class _Fetcher:
    """Fetches into a workspace, knowing what it holds already."""

    def __init__(self, store: Store, workspace: Workspace, now: Callable[[], float]) -> None:
        self._store, self._root, self._now = store, workspace.root, now
        self._workspace = workspace
        self._parts = workspace.storage / "parts"
        self._held = recall(workspace)
        self._refused: Withheld = {}
        self._fetched = 0
        self._fresh: set[str] = set()

    def fetch(self, seen: Survey) -> int:
        """Fetch what is not here yet; return how many it were."""
        wanted = [name for name, entry in seen.files.items() if not self._is_here(name, entry)]
        if not wanted:
            return 0
        self._refused = {}
        with self._parts_folder(), ThreadPoolExecutor(AT_ONCE) as threads:
            try:
                list(threads.map(lambda name: self._take(name, seen.files[name]), wanted))
            finally:
                threads.shutdown(cancel_futures=True)
                with self._on_this_disk():
                    remember(self._workspace, self._held)
        return len(wanted)

    def settle(self, seen: Survey, folders: tuple[str, ...]) -> Brought:
        """Remove what is gone or cannot be had, and write down what is withheld."""
        late = (name for name, entry in seen.files.items() if not self._holds(name, entry))
        withheld = dict.fromkeys(late, refusals.STILL_COPYING) | seen.withheld | self._refused
        self._refuse_profile(withheld)
        keep = {name for name in seen.files if name not in withheld}
        removed = sum(self._remove_others(folder, keep) for folder in folders)
        self._held = {
            name: held
            for name, held in self._held.items()
            if name in keep or name.partition("/")[0] not in folders
        }
        with self._on_this_disk():
            remember(self._workspace, self._held)
            if INBOX in folders:
                inbox = {n: why for n, why in withheld.items() if n.startswith(INBOX)}
                withhold(self._workspace, inbox)
        return Brought(fetched=self._fetched, removed=removed, files=len(keep))

    def _is_here(self, name: str, entry: Entry) -> bool:
        """Say whether the file need not be fetched: its version is here, beyond doubt."""
        if not self._holds(name, entry):
            return False
        return name in self._fresh or entry.is_certain(self._held[name].fetched)

    def _holds(self, name: str, entry: Entry) -> bool:
        held = self._held.get(name)
        return (
            held is not None
            and (held.size, held.version) == (entry.size, entry.version)
            and held.is_untouched(self._root / name)
        )

    def _take(self, name: str, entry: Entry) -> None:
        """Fetch one file; it takes its place when it is whole and other than the one there."""
        part = self._parts / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
        try:
            self._store.fetch(name, part)
        except FileNotFoundError:
            return  # gone since the look; the next one will not show it
        except PermissionError:
            self._refused[name] = refusals.UNREADABLE
            return
        except OSError as error:
            if error.errno in OF_THIS_DISK:
                raise no_room(error, self._root) from error
            raise troubled(error, self._store, name, "未能取回文件") from error
        if entry.size is not None and part.stat().st_size != entry.size:
            return  # it is being written: the next look shows another size
        self._place(name, entry, part)

    def _place(self, name: str, entry: Entry, part: Path) -> None:
        target, fetched = self._root / name, self._now()
        digest = sha256_of(part)
        held = self._held.get(name)
        if held is None or held.sha256 != digest or not held.is_untouched(target):
            try:
                _put(part, target, safe=is_safe(name))
            except _NO_SUCH_NAME:
                self._refused[name] = refusals.UNREADABLE
                return
            except OSError as error:
                if error.errno not in _TOO_LONG:
                    raise no_room(error, self._root) from error
                self._refused[name] = refusals.UNREADABLE
                return
            self._fetched += 1
        self._fresh.add(name)
        self._held[name] = Held.of(entry, target, sha256=digest, fetched=fetched)

    def _refuse_profile(self, withheld: Withheld) -> None:
        """Raise WorkspaceError when a file of the profile cannot be had: a run needs them all."""
        for name, refusal in withheld.items():
            if name.startswith(f"{PROFILE}/"):
                message = f"配置文件取不到：{self._store.at(name)}。{refusal.message}"
                raise WorkspaceError(message, remedy="请稍候或检查读取权限后重新运行。")

    def _remove_others(self, folder: str, keep: set[str]) -> int:
        """Remove the working copy's files that are no longer there; return how many."""
        removed, top = 0, self._root / folder
        top.mkdir(exist_ok=True)
        for path in sorted(top.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                with contextlib.suppress(OSError):
                    path.rmdir()  # unless something is in it
            elif path.relative_to(self._root).as_posix() not in keep:
                path.unlink()
                removed += 1
        return removed

    @contextlib.contextmanager
    def _on_this_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise no_room(error, self._root) from error

    @contextlib.contextmanager
    def _parts_folder(self) -> Iterator[None]:
        with self._on_this_disk():
            self._parts.mkdir(parents=True, exist_ok=True)
        try:
            yield
        finally:
            shutil.rmtree(self._parts, ignore_errors=True)


def _put(part: Path, target: Path, *, safe: bool) -> None:
    if not safe:
        raise ValueError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(part, target)  # noqa: PTH105 - whole, in one step
