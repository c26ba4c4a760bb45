"""Prefect's embedded server for the length of one run, and the surroundings it needs.

Prefect would start this very process itself on the first call of a flow, but only after
the program has loaded Prefect's whole server code a second time just to know how: 14 s
on two cores. Started first and side by side with the program's own imports it is ready
after 6 s. Nothing listens or connects beyond 127.0.0.1, and nothing is written outside
the workspace.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tasks.errors import HuizongError

START_LIMIT = 120.0
"""Seconds: a first start makes the database, which takes over 20 s on a bare machine."""

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",  # telemetry
    "DO_NOT_TRACK": "1",  # the same, for the libraries below
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": f"{START_LIMIT:.0f}",  # default: 20
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # block types: none used; 2 s
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the screen is ours
    "PREFECT_SERVER_UI_ENABLED": "false",  # nobody looks at a server that lives for seconds
    "NO_PROXY": "127.0.0.1,localhost",  # an office's proxy must not see loopback
    "no_proxy": "127.0.0.1,localhost",
}
"""What a run sets before Prefect is imported, whatever the user's own settings are."""

LASTING = {
    "PREFECT_SERVER_UI_ENABLED": "true",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",  # it would ask the Internet
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",  # a name for what is seen anyway
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",  # there are no workers
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",  # nothing pauses
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",  # no runs of runs
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",  # there are no automations
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": '["events", "flow_runs"]',  # 90 days stay
}
"""What is otherwise where a workspace is served for years, and people look at the pages."""

FOREIGN = ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "PREFECT_PROFILE")
"""The user's settings for another server; taken out of the way."""


LOOPBACK = "127.0.0.1"


class ServerError(HuizongError):
    """Prefect's server did not start; the direct way is open."""


def surround(home: Path) -> None:
    """Set this process's environment so that Prefect stays in `home` and offline."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(QUIET)
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] = (
        f"sqlite+aiosqlite:///{(home / 'prefect.db').as_posix()}"
    )


class EmbeddedServer:
    """The server's process; a context manager that ends it."""

    def __init__(self, home: Path, *, lasting: bool = False, port: int = 0) -> None:
        """Start the process; it takes some seconds until it answers.

        Sets PREFECT_API_URL, so it must be made before Prefect is imported. `lasting` is a
        server with schedules and pages; `port` is taken if it is free, else any other.
        """
        surround(home)
        self._log = home / "server.log"
        self._port = _free_port(port)
        self.address = f"http://{LOOPBACK}:{self._port}"
        os.environ["PREFECT_API_URL"] = f"{self.address}/api"
        if lasting:
            os.environ.update(LASTING)
            os.environ["PREFECT_UI_STATIC_DIRECTORY"] = str(home / "ui")
            # Prefect's default lets every web page that a browser shows read the API.
            os.environ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] = self.address
        with self._log.open("wb") as log:
            self._process = _start(self._port, log, lasting=lasting)

    @property
    def ended(self) -> bool:
        """Whether the process has ended by itself."""
        return self._process.poll() is not None

    def __enter__(self) -> Self:
        """Return the server itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, by force after ten seconds."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def await_ready(self, limit: float = START_LIMIT) -> None:
        """Wait until the server answers; ServerError when it ends or `limit` seconds pass."""
        deadline = time.monotonic() + limit
        while not _healthy(self._port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise ServerError(
                    f"Prefect 服务未能启动，日志见 {self._log}。",
                    remedy="可先用 huizong run --direct 运行（结果相同），再查明原因。",
                )
            time.sleep(0.05)


def _start(port: int, log: IO[bytes], *, lasting: bool) -> subprocess.Popen[bytes]:
    """Start the process; a lasting one apart from the terminal, whose Ctrl-C is for us."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "flows.embedded", str(port), *(["lasting"] if lasting else [])],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        start_new_session=lasting,
    )


def _free_port(wanted: int = 0) -> int:
    with socket.socket() as probe:
        if os.name == "posix":  # a port that a server left a moment ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            probe.bind((LOOPBACK, wanted))
            return wanted or int(probe.getsockname()[1])
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
