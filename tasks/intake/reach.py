"""Whether the inbox is there at all: a share that is gone is no district that is silent."""

from __future__ import annotations

from pathlib import Path

from tasks.errors import WorkspaceError

REMEDY = "请检查网络共享是否已断开、目录是否被移走，恢复后重新运行。"


def require_inbox(inbox: Path, *, filled: bool = False) -> None:
    """Raise WorkspaceError, with the system's error as its cause, unless it can be looked into.

    `filled` says that it had files a moment ago: a share that goes away leaves an empty
    folder where it was mounted.
    """
    try:
        first = next(inbox.iterdir(), None)
    except OSError as error:
        message = f"收件目录打不开：{inbox}（{error.strerror or error}）。"
        raise WorkspaceError(message, remedy=REMEDY) from error
    if filled and first is None:
        raise WorkspaceError(f"收件目录在读取过程中变空了：{inbox}。", remedy=REMEDY)
