"""A PostgreSQL server for the length of the tests: on loopback, with a password, thrown away."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

USER, PASSWORD, BASE = "huizong", "geheim+123", "postgres"
PLACES: Final = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), None)
_NUMBERS = itertools.count(1)


def program(name: str) -> str | None:
    """Return the newest server's program: Debian keeps it off the path."""
    return next((found for place in PLACES if (found := shutil.which(name, path=place))), None)


def why_not() -> str:
    """Return why no server can be started here, or ''."""
    if program("initdb") is None:
        return "PostgreSQL's server is not installed"
    if sys.platform == "win32":
        return "the throw-away server is made for Linux and macOS"
    return ""


def _user() -> str | None:
    """Return whom the server runs as: it refuses root."""
    if os.getuid() != 0:
        return None
    accounts = Path("/etc/passwd").read_text(encoding="utf-8")
    return "postgres" if "\npostgres:" in accounts else "nobody"


@contextmanager
def server() -> Iterator[URL]:
    """Give a new server's address; its data go with it."""
    user = _user()
    with tempfile.TemporaryDirectory(prefix="huizong-pg-") as folder:
        if user is not None:
            shutil.chown(folder, user)
        data = Path(folder, "data")
        _make(data, user)
        port = free_port()
        command = [
            str(program("postgres")), "-D", str(data), "-p", str(port),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "max_connections=20",
        ]  # fmt: skip
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet, user=user, cwd="/") as process:
            try:
                url = URL.create("postgresql", USER, PASSWORD, "127.0.0.1", port, BASE)
                _await(url, process)
                yield url
            finally:
                process.terminate()
                process.wait(timeout=30)


def _make(data: Path, user: str | None) -> None:
    """Make the server's data folder."""
    secret = data.with_name("password")
    secret.write_text(PASSWORD, encoding="ascii")
    secret.chmod(0o644)  # in a folder that only the server's user may enter
    subprocess.run(
        [
            str(program("initdb")), "-D", str(data), "-U", USER, "--pwfile", str(secret),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync",
        ],
        check=True, capture_output=True, user=user, cwd="/",
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _await(url: URL, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None:
        try:
            execute(url, "SELECT 1")
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
    message = f"the server ended with {process.returncode}"
    raise RuntimeError(message)


def execute(url: URL, *statements: str) -> None:
    """Run the statements as somebody who is not the program."""
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def new_schema(url: URL) -> URL:
    """Return the address of an empty schema of the server's."""
    name = f"ledger_{next(_NUMBERS)}"
    execute(url, f"CREATE SCHEMA {name}")
    return url.update_query_dict({"options": f"-csearch_path={name}"})


def secret(url: URL) -> SecretStr:
    """Return the address as a workspace gives it to the ledger."""
    return SecretStr(url.render_as_string(hide_password=False))
