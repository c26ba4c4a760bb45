"""One run at a time in a workspace: a lock of the operating system.

The system gives it back when the process ends, however it ends, so a killed run leaves
no lock behind that somebody would have to remove.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flows.settings import Workspace
from tasks.errors import WorkspaceError

LOOK = 0.5
"""Seconds between two tries to get a lock."""


@contextmanager
def only_run(workspace: Workspace, *, patience: float = 0) -> Iterator[None]:
    """Hold the workspace's lock; WorkspaceError when another run has it or none can be made.

    `patience` is for how many seconds a run that is going on is waited for.
    """
    with _handle(workspace, workspace.lock) as handle:
        if not _lock_in_time(handle, patience):
            raise WorkspaceError("此工作区已有一次运行正在进行。", remedy="请等待其结束后再运行。")
        yield


@contextmanager
def only_server(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the process that serves the workspace; WorkspaceError as above."""
    with _handle(workspace, workspace.serving_lock) as handle:
        if not _lock_in_time(handle, patience=6 * LOOK):  # a run's look may hold it for a moment
            raise WorkspaceError(
                "此工作区已经有一个 huizong serve 在运行。",
                remedy="不需要再启动；要重新启动的，请先停止原来的那一个。",
            )
        yield


def is_served(workspace: Workspace) -> bool:
    """Say whether a process serves the workspace now."""
    with _handle(workspace, workspace.serving_lock) as handle:
        return not _lock(handle)


def _lock_in_time(handle: IO[bytes], patience: float) -> bool:
    end = time.monotonic() + patience
    while not _lock(handle):
        if time.monotonic() >= end:
            return False
        time.sleep(LOOK)
    return True


def _handle(workspace: Workspace, lock: Path) -> IO[bytes]:
    try:
        workspace.state.mkdir(exist_ok=True)
        return lock.open("a+b")
    except OSError as error:
        raise WorkspaceError(
            f"工作区不能写入：{workspace.root}（{error.strerror}）。",
            remedy="请检查目录权限和磁盘空间后重新运行。",
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: IO[bytes]) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
