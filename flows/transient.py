"""Which errors of the system may be gone in a moment: a table, each row with its reason.

Only these are tried again. A full disk, a missing right, a wrong profile are not: they
need a person, and the sooner that person hears of it the better.
"""

from __future__ import annotations

import errno
from typing import Any, Final

from tasks.errors import HuizongError, PointerError

# (name of the error number, why a moment may mend it)
TRANSIENT: Final = (
    ("EIO", "a disk or a share answered wrongly once"),
    ("ESTALE", "NFS: the server was restarted, the handle is old; the path is good"),
    ("EAGAIN", "the system is short of something for a moment"),
    ("EINTR", "a signal came between"),
    ("EBUSY", "a virus scanner or a backup holds the file for a moment"),
    ("ETXTBSY", "the same, on older systems"),
    ("ETIMEDOUT", "the share did not answer in time"),
    ("ECONNRESET", "the way to the share was cut and is made anew"),
    ("ECONNABORTED", "the same"),
    ("ENETRESET", "the same"),
    ("ENETDOWN", "the network is gone for a moment"),
    ("ENETUNREACH", "the same"),
    ("EHOSTDOWN", "the file server is being restarted"),
    ("EHOSTUNREACH", "the same"),
    ("ENOTCONN", "a FUSE mount lost its server and reconnects"),
    ("EREMOTEIO", "the share's server had an input or output error"),
)
# The same on Windows: (error code, why).
TRANSIENT_WINDOWS: Final = (
    (32, "ERROR_SHARING_VIOLATION: another program has the file open for a moment"),
    (33, "ERROR_LOCK_VIOLATION: the same"),
    (53, "ERROR_BAD_NETPATH: the share is not there just now"),
    (54, "ERROR_NETWORK_BUSY"),
    (59, "ERROR_UNEXP_NET_ERR"),
    (64, "ERROR_NETNAME_DELETED: the connection to the share was cut"),
    (121, "ERROR_SEM_TIMEOUT: the share did not answer in time"),
)
NUMBERS: Final = frozenset(getattr(errno, name) for name, _ in TRANSIENT if hasattr(errno, name))
WINDOWS: Final = frozenset(code for code, _ in TRANSIENT_WINDOWS)

RETRIES: Final = (1.0, 5.0, 20.0)
"""Seconds before each further try; long enough for a share to come back, short for a person."""
JITTER: Final = 0.5
"""Part of a pause by which it varies, so that many runs don't come back at once."""


def is_transient(error: BaseException | None) -> bool:
    """Say whether the error, or the system's error behind one of ours, may be gone soon."""
    if isinstance(error, PointerError):
        return False  # the outputs are there: publishing again would find them in its way
    while isinstance(error, HuizongError):
        error = error.__cause__
    if not isinstance(error, OSError):
        return False
    return error.errno in NUMBERS or getattr(error, "winerror", None) in WINDOWS


def retry_when_transient(_task: Any, _run: Any, state: Any) -> bool:  # noqa: ANN401 - Prefect's
    """Say whether Prefect is to try a task again, by the state that it failed in."""
    return is_transient(state.data)


PATIENTLY: Final[dict[str, Any]] = {
    "retries": len(RETRIES),
    "retry_delay_seconds": list(RETRIES),
    "retry_jitter_factor": JITTER,
    "retry_condition_fn": retry_when_transient,
}
"""A task's options for that."""
