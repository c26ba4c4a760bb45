"""Loaded by every Python process that has this folder on its path: writes down whom it calls."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CALLS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})
LOG = Path(os.environ["HUIZONG_TEST_CALLS"])


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in CALLS:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(
                f"{event}\t{arguments[-1] if event != 'socket.getaddrinfo' else arguments[0]}\n"
            )


sys.addaudithook(_hook)
