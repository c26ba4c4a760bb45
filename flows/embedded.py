"""The embedded server's process: `python -m flows.embedded PORT`.

Serves on loopback until its standard input closes, which the system does when the run
that started it ends, however it ends: no server outlives a killed run.
"""

from __future__ import annotations

import os
import sys
import threading

import uvicorn

APPLICATION = "prefect.server.api.server:create_app"
"""What Prefect 3.8.8 itself serves when it starts a temporary server."""

LOOPBACK = "127.0.0.1"


def _end_with_run() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main(port: int) -> None:
    """Serve Prefect's API on `port` of loopback."""
    threading.Thread(target=_end_with_run, daemon=True).start()
    os.environ.update({"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"})
    uvicorn.run(
        APPLICATION, factory=True, host=LOOPBACK, port=port, log_level="error", lifespan="on"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
