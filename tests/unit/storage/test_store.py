"""The few things that are done on storage: tried again, kept off what is people's."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from flows.storage.address import read_address
from flows.storage.driver import FileSystem
from flows.storage.store import Store

NAME = ".huizong/lease.json"
BROKEN = ConnectionResetError(errno.ECONNRESET, "x")


class Objects:
    """An object store in memory; `faults` are raised one after the other by what is called."""

    def __init__(self, faults: list[Exception]) -> None:
        self.objects: dict[str, bytes] = {}
        self.faults = faults

    def cat_file(self, path: str) -> bytes:
        self._stumble()
        if path not in self.objects:
            raise FileNotFoundError(path)
        return self.objects[path]

    def pipe_file(self, path: str, value: bytes, *, mode: str = "overwrite") -> None:
        self._stumble()
        if mode == "create" and path in self.objects:
            raise FileExistsError(path)
        self.objects[path] = value

    def rm_file(self, path: str) -> None:
        if self.objects.pop(path, None) is None:
            raise FileNotFoundError(path)

    def _stumble(self) -> None:
        if self.faults:
            raise self.faults.pop(0)


def store_of(*faults: Exception) -> tuple[Store, Objects, list[str]]:
    """Return a store, what lies in it, and what is done to reach it."""
    system, done = Objects(list(faults)), list[str]()

    def connect() -> tuple[FileSystem, str]:
        done.append("connected")
        return cast("FileSystem", system), "bucket/ws"

    slept: Callable[[float], None] = lambda _: done.append("slept")  # noqa: E731 - two words
    return Store(read_address("s3://bucket/ws"), connect, slept), system, done


@pytest.mark.parametrize(
    "name", ["inbox/a.docx", "profile/district.toml", "a", "outboxes/a", "outbox/../inbox/a", ""]
)
@pytest.mark.parametrize(
    "act",
    [
        lambda store, name: store.write(name, b""),
        lambda store, name: store.create(name, b""),
        lambda store, name: store.put(Path("a"), name),
        lambda store, name: store.rename(name, "outbox/a"),
        lambda store, name: store.rename("outbox/a", name),
        lambda store, name: store.remove(name),
        lambda store, name: store.remove_tree(name),
    ],
)
def test_what_is_peoples_is_never_written(act: Callable[[Store, str], None], name: str) -> None:
    store, _, done = store_of()
    with pytest.raises(AssertionError):
        act(store, name)
    assert done in ([], ["connected"])


def test_what_is_there_is_not_created_again() -> None:
    store, system, _ = store_of()
    assert store.create(NAME, b"first")
    assert not store.create(NAME, b"second")
    assert system.objects == {f"bucket/ws/{NAME}": b"first"}


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS])
def test_a_store_without_conditions_is_asked_first(number: int) -> None:
    store, system, _ = store_of(OSError(number, "x"))
    assert store.create(NAME, b"first")
    system.faults.append(OSError(number, "x"))
    assert not store.create(NAME, b"second")
    assert store.read(NAME) == b"first"


def test_after_a_broken_connection_a_new_one_is_made() -> None:
    store, _, done = store_of(BROKEN, BROKEN)
    store.write(NAME, b"x")
    store.write(NAME, b"y")
    assert done == ["connected", "slept", "connected", "slept", "connected"]


def test_what_is_not_there_is_none_and_removing_it_is_no_fault() -> None:
    store, _, _ = store_of()
    assert store.read(NAME) is None
    store.remove(NAME)
