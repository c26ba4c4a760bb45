"""An S3 server for the length of the tests: moto's, on loopback, thrown away."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from tests.postgres import free_port

NEEDED = ("s3fs", "moto", "flask")
KEY, SECRET = "huizong-test", "geheim-s3-123"
PATIENCE = 60.0


def why_not() -> str:
    """Return why no server can be started here, or ''."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


@contextmanager
def server() -> Iterator[str]:
    """Give a new server's address; its objects go with it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(port)
        yield address
    finally:
        process.kill()
        process.wait()


def _await(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
