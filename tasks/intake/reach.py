"""Whether the inbox is there at all: a share that is gone is no district that is silent."""

from __future__ import annotations

from pathlib import Path

from tasks.errors import WorkspaceError


def require_inbox(inbox: Path) -> None:
    """Raise WorkspaceError, with the system's error as its cause, unless it can be looked into."""
    try:
        next(inbox.iterdir(), None)
    except OSError as error:
        raise WorkspaceError(
            f"收件目录打不开：{inbox}（{error.strerror or error}）。",
            remedy="请检查网络共享是否已断开、目录是否被移走，恢复后重新运行。",
        ) from error
