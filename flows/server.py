"""Prefect's embedded server for the length of one run, and the surroundings it needs.

Prefect would start this very process itself on the first call of a flow, but only after
the program has loaded Prefect's whole server code a second time just to know how: 14 s
on two cores. Started first and side by side with the program's own imports it is ready
after 6 s. Nothing listens or connects beyond 127.0.0.1, and nothing is written outside
the workspace.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Self

from flows.settings import Workspace
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

FOREIGN = ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "PREFECT_PROFILE")
"""The user's settings for another server; taken out of the way."""


LOOPBACK = "127.0.0.1"


class ServerError(HuizongError):
    """Prefect's server did not start; the direct way is open."""


def surround(workspace: Workspace) -> None:
    """Set this process's environment so that Prefect stays in the workspace and offline."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(QUIET)
    workspace.prefect_home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(workspace.prefect_home)
    os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] = (
        f"sqlite+aiosqlite:///{(workspace.prefect_home / 'prefect.db').as_posix()}"
    )


class EmbeddedServer:
    """The server's process; a context manager that ends it."""

    def __init__(self, workspace: Workspace) -> None:
        """Start the process; it takes some seconds until it answers.

        Sets PREFECT_API_URL, so it must be made before Prefect is imported.
        """
        surround(workspace)
        self._log = workspace.prefect_home / "server.log"
        self._port = _free_port()
        os.environ["PREFECT_API_URL"] = f"http://{LOOPBACK}:{self._port}/api"
        with self._log.open("wb") as log:
            self._process = _start(self._port, log)

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


def _start(port: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "flows.embedded", str(port)],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
    )


def _free_port() -> int:
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
