"""Opening a workspace by what was given: a folder, or an address on storage.

A working copy is made for each address, below the folder that `HUIZONG_STATE` names:

    <state>/<name>-<hash of the address>/   profile/ inbox/ outbox/ .huizong/

It holds the ledger, so the default is where the system keeps what may not be lost.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from flows.settings import STATE, Workspace, open_workspace
from flows.storage.address import is_address, read_address, was_address
from tasks.errors import WorkspaceError

_PLACES: Final = ("inbox", "outbox", "profile", ".huizong/storage")


def open_place(place: str) -> Workspace:
    """Return the workspace that a folder or an address names; the store is not asked yet.

    WorkspaceError when the folder is no workspace, the address will not do, or no working
    copy can be made.
    """
    if not is_address(place) and not was_address(Path(place)):
        return open_workspace(Path(place))
    address = read_address(place)
    root = state_home() / address.folder
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _PLACES:
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / ".huizong/storage/origin.txt").write_text(f"{address.url}\n", encoding="utf-8")
    except OSError as error:
        raise WorkspaceError(
            f"本机不能建立工作副本：{root}（{error.strerror or error}）。",
            remedy=f"请用 --state 或环境变量 {STATE} 指明一个可以写入的目录。",
        ) from error
    return Workspace(root=root.resolve(), origin=address.url)


def state_home() -> Path:
    """Return the folder in which working copies are kept: as named, or the system's."""
    if named := os.environ.get(STATE, "").strip():
        return Path(named).absolute()
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        above = Path.home() / "Library" / "Application Support"
    else:
        above = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(above) / "huizong"
