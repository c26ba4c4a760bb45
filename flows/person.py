"""Who sits at this computer, for the audit log."""

from __future__ import annotations

import getpass

UNKNOWN = "未知"


def user_name() -> str:
    """Return the name of the system's user, or 未知 where it has none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return UNKNOWN
