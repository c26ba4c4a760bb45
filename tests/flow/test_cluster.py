"""The flow on a Dask cluster: the same bytes as on this machine, and no worker is missed."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.settings import Workspace
from tests.flow.workspaces import make_workspace

pytestmark = pytest.mark.flow

REPORTS = 12
ADDRESS = re.compile(rb"tcp://127\.0\.0\.1:\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler and two worker processes on loopback."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def started(*arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """Return a process of Dask's that has been started."""
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", *arguments], stdout=file, stderr=file)


def address_in(log: Path) -> str:
    """Return the scheduler's address once it has written it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := ADDRESS.search(log.read_bytes()):
            return found[0].decode()
        time.sleep(0.1)
    raise TimeoutError(log.read_text(encoding="utf-8"))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a cluster; every process of it ends with the test."""
    here = ("--host", "127.0.0.1", "--no-dashboard")
    log = tmp_path / "scheduler.log"
    scheduler = started("distributed.cli.dask_scheduler", *here, "--port", "0", log=log)
    address = address_in(log)
    workers = tuple(
        started(
            "distributed.cli.dask_worker",
            address,
            *here,
            "--no-nanny",
            "--nthreads",
            "1",
            log=tmp_path / f"worker{number}.log",
        )
        for number in (1, 2)
    )
    yield Cluster(address=address, workers=workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def huizong(workspace: Workspace, name: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a run of this name."""
    command = ["-m", "flows.cli", "run", str(workspace.root), "--run-name", name, *options]
    return subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)


def forget(workspace: Workspace) -> None:
    """Let the next run read every report again."""
    for file in workspace.state.glob("ledger.sqlite3*"):
        file.unlink()


def outputs(workspace: Workspace, name: str) -> dict[str, bytes]:
    """Return the bytes of each output of a run by its path."""
    folder = workspace.outbox / "2023" / name
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_a_cluster_gives_the_same_bytes_and_survives_the_loss_of_a_worker(
    tmp_path: Path, cluster: Cluster
) -> None:
    workspace = make_workspace(
        tmp_path / "district", {f"第{number}局": number for number in range(2, REPORTS + 2)}
    )
    assert huizong(workspace, "本机", "--direct").wait() < 2
    forget(workspace)
    assert huizong(workspace, "集群", "--cluster", cluster.address).wait() < 2
    forget(workspace)
    running = huizong(workspace, "少一个", "--cluster", cluster.address)
    time.sleep(4)
    cluster.workers[0].kill()
    assert running.wait() < 2
    here = outputs(workspace, "本机")
    assert here == outputs(workspace, "集群") == outputs(workspace, "少一个")


def test_an_address_where_nobody_answers_is_said_so(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "district", {"第2局": 2})
    command = ["run", str(workspace.root), "--cluster", "tcp://127.0.0.1:9"]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *command], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "连不上集群 tcp://127.0.0.1:9" in done.stderr.decode()
