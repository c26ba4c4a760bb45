"""A run that kills itself: `python -m tests.flow.killed_run ROOT RUN WHERE`.

WHERE is the name of a step, at whose beginning the process is killed; or a number: at
that many-th time that something in the outbox is opened, made, renamed or removed; or `sql:`
with a number: before that many-th statement to the ledger, with words: before the first
statement that has them.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from flows.direct import run_directly
from flows.settings import Workspace
from flows.watch import WATCH, Silence, Step
from tests.flow.workspaces import order_for

TOUCHING = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link"}
)


class Killer(Silence):
    """Ends the process as `kill -9` does when a step begins."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def begin(self, step: Step, total: int | None = None) -> None:  # noqa: ARG002 - a Watch's
        if step is self._step:
            os.kill(os.getpid(), signal.SIGKILL)


def kill_at_touch(outbox: Path, count: int) -> None:
    """Kill the process at the `count`-th touch of the outbox."""
    left = count

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHING and any(str(outbox) in str(item) for item in arguments[:2]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def kill_at_statement(which: str) -> None:
    """Kill the process before so many statements to any database, or one with these words."""
    left = int(which) if which.isdigit() else 1

    @event.listens_for(Engine, "before_cursor_execute")
    def _hook(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal left
        left -= which.isdigit() or which in statement
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(root: str, run: str, where: str) -> None:
    workspace = Workspace(root=Path(root))
    if where.startswith("sql:"):
        kill_at_statement(where.removeprefix("sql:"))
    elif where.isdigit():
        kill_at_touch(workspace.outbox, int(where))
    else:
        WATCH.set(Killer(Step[where]))
    run_directly(order_for(workspace, run))


if __name__ == "__main__":
    main(*sys.argv[1:])
