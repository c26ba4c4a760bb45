"""The embedded server's process: `python -m flows.embedded PORT [lasting]`.

Serves on loopback until its standard input closes, which the system does when the run
that started it ends, however it ends: no server outlives a killed run.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from functools import partial

import uvicorn

APPLICATION = "prefect.server.api.server:create_app"
"""What Prefect 3.8.8 itself serves when it starts a temporary server."""

LOOPBACK = "127.0.0.1"

REST = timedelta(seconds=2)


def _end_with_run() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main(port: int, *, lasting: bool) -> None:
    """Serve Prefect's API on `port` of loopback; with schedules and pages when lasting."""
    threading.Thread(target=_end_with_run, daemon=True).start()
    if not lasting:
        os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    os.environ["PREFECT__SERVER_FINAL"] = "1"
    if lasting:
        _rest_between_looks()
        let_schedules_be_written()
    uvicorn.run(
        APPLICATION, factory=True, host=LOOPBACK, port=port, log_level="error", lifespan="on"
    )


def let_schedules_be_written() -> None:
    """Let Prefect 3.8.8 write scheduled runs through SQLAlchemy 2.1.

    It hands over a run's state with the run's columns and writes it afterwards itself.
    SQLAlchemy 2.0 passed over what is no column; 2.1 raises, the scheduler fails silently
    for ever, and no cron line ever makes a run. Nothing is done where that is mended.
    """
    from prefect.server.database import orm_models  # noqa: PLC0415 - with its settings set

    state = vars(orm_models.FlowRun)["state"]
    if getattr(state, "bulk_dml_setter", None) is None:
        state.bulk_dml_setter = lambda _class, _values, _state: None


def _rest_between_looks() -> None:
    """Let Prefect's inner queue be looked at every two seconds, not four times a second.

    Its hands are the scheduler and the cleaning up, for which seconds don't matter; at its
    own pace a server that does nothing takes 2 % of a processor, for years.
    """
    from docket import Worker  # noqa: PLC0415 - with its settings set
    from prefect.server.api import background_workers  # noqa: PLC0415 - as above

    slow = partial(Worker, minimum_check_interval=REST, scheduling_resolution=REST)
    setattr(background_workers, "Worker", slow)  # noqa: B010 - in place of a class


if __name__ == "__main__":
    main(int(sys.argv[1]), lasting="lasting" in sys.argv[2:])
