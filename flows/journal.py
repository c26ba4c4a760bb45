"""What a served workspace says: one line a time, on the screen and in `.huizong/serve/serve.log`.

The file is for those who start the program where no screen is; it is begun anew, the last
one kept, when it has grown over a megabyte.
"""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from typing import Final

from flows.settings import Workspace

LARGEST: Final = 1 << 20


class Journal:
    """Says lines, from any process of the served workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Say to the workspace's log."""
        self.path: Path = workspace.serving / "serve.log"

    def begin(self) -> None:
        """Put a large log aside."""
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > LARGEST:
                self.path.replace(self.path.with_suffix(".old.log"))

    def say(self, text: str) -> None:
        """Say it on the screen and in the log."""
        line = f"{time.strftime('%m-%d %H:%M:%S')}  {text}\n"
        with contextlib.suppress(OSError, ValueError):  # a screen that was closed
            sys.stdout.write(line)
            sys.stdout.flush()
        self.note(line)

    def note(self, text: str) -> None:
        """Write it into the log only, for those who look for a cause."""
        with contextlib.suppress(OSError), self.path.open("a", encoding="utf-8") as log:
            log.write(text)
