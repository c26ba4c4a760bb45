"""One run at a time in a workspace: a lock of the operating system.

The system gives it back when the process ends, however it ends, so a killed run leaves
no lock behind that somebody would have to remove.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from flows.settings import Workspace
from tasks.errors import WorkspaceError


@contextmanager
def only_run(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's lock; WorkspaceError when another run has it or none can be made."""
    try:
        workspace.state.mkdir(exist_ok=True)
        handle = workspace.lock.open("a+b")
    except OSError as error:
        raise WorkspaceError(
            f"工作区不能写入：{workspace.root}（{error.strerror}）。",
            remedy="请检查目录权限和磁盘空间后重新运行。",
        ) from error
    with handle:
        if not _lock(handle):
            raise WorkspaceError("此工作区已有一次运行正在进行。", remedy="请等待其结束后再运行。")
        yield


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
