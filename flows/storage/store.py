"""A workspace's place on storage, by the few things that are done there.

Every call is tried again when a moment may mend its error, and raises OSError whatever the
driver raised. Nothing outside `outbox/` and `.huizong/` can be written or removed.
"""

from __future__ import annotations

import errno
import itertools
import os
import threading
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flows.storage.address import Address, read_address
from flows.storage.contents import Entry, entry_of
from flows.storage.driver import FileSystem, open_system, require_driver
from flows.storage.faults import Value, patiently, trouble
from tasks.errors import WorkspaceError

OWNED: Final = ("outbox/", ".huizong/")
"""Below these the program writes; everything else belongs to people."""

RENAMING: Final = frozenset({"file", "local", "smb", "sftp", "ssh"})
"""Protocols of folders in which a rename is one step; elsewhere it is a copy of each object."""


CONDITION_UNKNOWN: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
"""What S3-compatible stores say to `only if there is none`: some that there is one, some that
they don't know the condition."""


class Store:
    """A workspace's place; `renames` says whether a folder there is renamed in one step."""

    def __init__(
        self,
        address: Address,
        connect: Callable[[], tuple[FileSystem, str]],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Do nothing yet: the first call connects."""
        self.address = address
        self.renames = address.scheme in RENAMING
        self._connect, self._sleep = connect, sleep
        self._connected: tuple[FileSystem, str] | None = None
        self._making = threading.Lock()
        self._made: set[str] = set()

    @property
    def url(self) -> str:
        """The address, for messages."""
        return self.address.url

    @property
    def folder(self) -> Path | None:
        """The folder of this computer that the place is, where it is one."""
        return self.address.local

    def at(self, name: str) -> str:
        """Return the address of what lies there, for messages."""
        return f"{self.url}/{name}"

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return what lies directly in the folder; FileNotFoundError when it is not there."""

        def look(system: FileSystem, path: str) -> tuple[Entry, ...]:
            system.invalidate_cache()
            rows: list[Mapping[str, Any]] = list(system.ls(path, detail=True))
            found = (entry_of(row, path) for row in rows)
            return tuple(entry for entry in found if entry is not None)

        return self._do(name, look)

    def names(self, name: str) -> tuple[str, ...]:
        """Return the names in the folder, sorted; none when it is not there."""
        try:
            return tuple(sorted(entry.name for entry in self.entries(name)))
        except FileNotFoundError:
            return ()

    def fetch(self, name: str, to: Path) -> None:
        """Copy an object to a file of this computer."""
        self._do(name, lambda system, path: system.get_file(path, str(to)))

    def read(self, name: str) -> bytes | None:
        """Return a small object's bytes, None when there is none of that name."""
        try:
            return bytes(self._do(name, lambda system, path: system.cat_file(path)))
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a small object, over one of that name."""
        self._prepare(name)
        self._do(_owned(name), lambda system, path: system.pipe_file(path, content))

    def create(self, name: str, content: bytes) -> bool:
        """Write a small object unless there is one; say whether it was written.

        A store that cannot be asked for both at once is asked one after the other.
        """

        def write(system: FileSystem, path: str) -> None:
            if not self.renames:
                system.pipe_file(path, content, mode="create")
                return
            with system.open(path, "xb") as file:
                file.write(content)

        self._prepare(name)
        try:
            self._do(_owned(name), write)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in CONDITION_UNKNOWN:
                raise
            if self.read(name) is not None:
                return False
            self.write(name, content)
        return True

    def put(self, file: Path, name: str) -> None:
        """Copy a file of this computer to the storage."""
        self._prepare(name)
        self._do(_owned(name), lambda system, path: system.put_file(str(file), path))
        if self.folder is not None:
            with (self.folder / name).open("rb+") as written:
                os.fsync(written.fileno())

    def rename(self, name: str, to: str) -> None:
        """Rename a folder or a file, where `renames`; a link over a link in one step."""
        self._made.clear()
        name, to = _owned(name), _owned(to)
        folder = self.folder
        if folder is not None:
            patiently(lambda: (folder / name).replace(folder / to), self._sleep)
            return
        root = self._place()[1]
        self._do(name, lambda system, path: system.mv(path, f"{root}/{to}"))

    def link(self, name: str, to: str) -> bool:
        """Make `name` a link to its neighbour `to` where there are links; say whether."""
        if self.folder is None:
            return False
        try:
            (self.folder / _owned(name)).symlink_to(to, target_is_directory=True)
        except (OSError, NotImplementedError):
            return False
        return True

    def is_link(self, name: str) -> bool:
        """Say whether it is a link of this computer's system."""
        return self.folder is not None and (self.folder / name).is_symlink()

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        try:
            self._do(_owned(name), lambda system, path: system.rm_file(path))
        except FileNotFoundError:
            return

    def remove_tree(self, name: str) -> None:
        """Remove a folder with all in it, if it is there; of a link only the link."""
        self._made.clear()
        if self.folder is not None and self.is_link(name):
            (self.folder / _owned(name)).unlink()
            return
        try:
            self._do(_owned(name), lambda system, path: system.rm(path, recursive=True))
        except FileNotFoundError:
            return

    def _prepare(self, name: str) -> None:
        """Make the folders above, one by one, where folders have to be made."""
        if not self.renames:
            return
        parts = _owned(name).split("/")[:-1]
        for above in itertools.accumulate(parts, "{}/{}".format):
            with self._making:
                if above not in self._made:
                    self._do(above, lambda system, path: system.makedirs(path, exist_ok=True))
                    self._made.add(above)

    def _do(self, name: str, act: Callable[[FileSystem, str], Value]) -> Value:
        def attempt() -> Value:
            system, root = self._place()
            try:
                return act(system, f"{root}/{name}")
            except Exception:
                self._connected = None  # a connection that broke is made anew by the next try
                self._made.clear()
                raise

        return patiently(attempt, self._sleep)

    def _place(self) -> tuple[FileSystem, str]:
        if self._connected is None:
            self._connected = self._connect()
        return self._connected


def _owned(name: str) -> str:
    """Return the name if the program may write there."""
    if not f"{name}/".startswith(OWNED) or ".." in name.split("/"):
        raise AssertionError(name)
    return name


@lru_cache(maxsize=16)
def connect(url: str) -> Store:
    """Return the place at this address; WorkspaceError when there is no driver for it.

    Kept, so that a server that looks every minute has one connection.
    """
    address = read_address(url)
    require_driver(address)
    return Store(address, lambda: open_system(address))


def troubled(error: OSError, store: Store, name: str, doing: str) -> WorkspaceError:
    """Return the error to raise when something could not be done at the place."""
    return trouble(error, store.at(name) if name else store.url, doing)
