"""What storage drivers raise, as errors of the system, and in words: two tables.

An error of the system is tried again by `flows.transient` when a moment may mend it; so a
driver's own exceptions have to become such errors first.
"""

from __future__ import annotations

import errno
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from flows.settings import STATE
from flows.storage.address import CREDENTIALS, masked
from flows.transient import JITTER, RETRIES, is_transient
from tasks.errors import WorkspaceError

Value = TypeVar("Value")

# (class of the driver's exception, the system's error that it is, why); the first row that
# fits any class the exception derives from is taken.
FOREIGN: Final = (
    ("botocore.exceptions.NoCredentialsError", "EACCES", "no key was found anywhere"),
    ("botocore.exceptions.PartialCredentialsError", "EACCES", "half of a key was found"),
    ("botocore.exceptions.CredentialRetrievalError", "EACCES", "the key's source refused"),
    ("botocore.exceptions.ConnectTimeoutError", "ETIMEDOUT", "nobody answers at the address"),
    ("botocore.exceptions.ReadTimeoutError", "ETIMEDOUT", "the answer stopped"),
    ("botocore.exceptions.ConnectionError", "EHOSTUNREACH", "the server is not there now"),
    ("botocore.exceptions.HTTPClientError", "ECONNRESET", "the connection broke"),
    ("botocore.parsers.ResponseParserError", "ECONNRESET", "half an answer cannot be parsed"),
    ("aiohttp.client_exceptions.ClientError", "ECONNRESET", "the connection broke"),
    ("fsspec.exceptions.FSTimeoutError", "ETIMEDOUT", "fsspec waited in vain"),
    ("smbprotocol.exceptions.LogonFailure", "EACCES", "wrong name or password"),
    ("smbprotocol.exceptions.SMBAuthenticationError", "EACCES", "the same, seen by the client"),
    ("smbprotocol.exceptions.AccessDenied", "EACCES", "the share's rights"),
    ("smbprotocol.exceptions.BadNetworkName", "ENOENT", "there is no share of this name"),
    ("smbprotocol.exceptions.SMBConnectionClosed", "ECONNRESET", "the server went away"),
    ("builtins.PermissionError", "EACCES", "some drivers give no number"),
    ("builtins.FileNotFoundError", "ENOENT", "the same"),
    ("builtins.FileExistsError", "EEXIST", "the same"),
    ("builtins.TimeoutError", "ETIMEDOUT", "the same"),
    ("builtins.ConnectionError", "ECONNRESET", "the same"),
    ("builtins.OSError", "EIO", "the same, of unknown kind"),
)

# (status of an SMB server, the system's error that it is, why the driver's own will not do);
# smbprotocol gives no number for these, or one that says another thing.
STATUSES: Final = (
    (0xC000000F, "ENOENT", "NO_SUCH_FILE: some servers say this for a name that is not there"),
    (0xC0000022, "EACCES", "ACCESS_DENIED has no number"),
    (0xC0000043, "EBUSY", "SHARING_VIOLATION: open on another computer, not forbidden"),
    (0xC0000044, "EDQUOT", "QUOTA_EXCEEDED has no number"),
    (0xC0000056, "EBUSY", "DELETE_PENDING: gone in a moment"),
    (0xC000007F, "ENOSPC", "DISK_FULL has no number"),
    (0xC00000A2, "EROFS", "MEDIA_WRITE_PROTECTED has no number"),
    (0xC00000B5, "ETIMEDOUT", "IO_TIMEOUT has no number"),
    (0xC00000C9, "ECONNRESET", "NETWORK_NAME_DELETED: the connection to the share was cut"),
    (0xC00000CC, "ENOENT", "BAD_NETWORK_NAME: there is no share of this name"),
    (0xC0000203, "ECONNRESET", "USER_SESSION_DELETED: the server was restarted"),
    (0xC000020C, "ECONNRESET", "CONNECTION_DISCONNECTED"),
)

# (error numbers, what it is, what to do; both in Chinese)
WORDS: Final = (
    (("ENOENT",), "找不到", "请核对地址，确认存储桶（共享）和目录存在。"),
    (("EACCES", "EPERM"), "没有权限，或账号密钥不对", f"请检查对该位置的读写权限。{CREDENTIALS}"),
    (("ENOSPC", "EDQUOT"), "空间已满", "请清理该位置的空间后重新运行。"),
    (("EROFS",), "只读，不能写入", "请开放写入权限后重新运行。"),
    (
        ("EHOSTUNREACH", "ETIMEDOUT", "ECONNRESET", "ECONNREFUSED", "ENETUNREACH", "EHOSTDOWN"),
        "联系不上，或连接中断",
        "请检查网络和存储服务，恢复后重新运行；自动运行的会自动再试。",
    ),
)
OF_THIS_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Reading from a store raises none of these: it was this computer's disk."""
_OTHERWISE: Final = "请把这条信息交给存储管理员；排除后重新运行。"
_OURS: Final = frozenset({"builtins", "flows", "tasks"})


def system_error(error: Exception) -> OSError | None:
    """Return what the driver raised as an error of the system; None when it is neither.

    The driver's words are kept without passwords; the chain of causes is cut, since a log
    would tell what they hold.
    """
    text = masked(f"{type(error).__name__}: {error}")
    status = getattr(error, "ntstatus", getattr(error, "status", None))
    number = next((row[1] for row in STATUSES if row[0] == status), None)
    if number is None and isinstance(error, OSError) and error.errno:
        own = type(error).__module__ == "builtins"  # else no FileNotFoundError for ENOENT
        return error if own else OSError(error.errno, text)
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    number = number or next((row[1] for row in FOREIGN if row[0] in names), None)
    if number is not None:
        return OSError(getattr(errno, number), text)
    if type(error).__module__.partition(".")[0] in _OURS:
        return None  # a mistake of the program: it is to be seen as one
    return OSError(errno.EPROTO, text)


def patiently(call: Callable[[], Value], sleep: Callable[[float], None] = time.sleep) -> Value:
    """Return what the call returns, tried again as `flows.transient` says.

    Raises the last OSError, or whatever is no error of a driver.
    """
    for pause in (*RETRIES, None):
        try:
            return call()
        except Exception as error:
            fault = system_error(error)
            if fault is None:
                raise
            if pause is None or not is_transient(fault):
                raise fault from None
        sleep(pause * (1 + JITTER * random.random()))  # noqa: S311 - not for secrets
    raise AssertionError  # the last pause is None


def words(error: OSError) -> tuple[str, str]:
    """Return what happened and what to do, in Chinese."""
    for names, what, remedy in WORDS:
        if error.errno in {getattr(errno, name, None) for name in names}:
            return what, remedy
    number = errno.errorcode.get(error.errno or 0, str(error.errno))
    said = os.strerror(error.errno) if error.errno else str(error)
    return f"出错，{number}：{masked(error.strerror or said)}", _OTHERWISE


def no_room(error: OSError, root: Path) -> WorkspaceError:
    """Return the error to raise when the working copy cannot be written."""
    return WorkspaceError(
        f"本机的工作副本不能写入：{root}（{error.strerror or error}）。",
        remedy=f"请清理磁盘或检查权限，也可用 --state 或环境变量 {STATE} 换一个位置。",
    )


def trouble(error: OSError, place: str, doing: str) -> WorkspaceError:
    """Return the error to raise: what could not be done, where, why, and what helps."""
    what, remedy = words(error)
    return WorkspaceError(f"{doing}：{masked(place)}（{what}）。", remedy=remedy)
