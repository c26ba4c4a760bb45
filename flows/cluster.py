"""Reading reports on a Dask cluster instead of this machine's own processes.

The chunks and what is done with them are the same; only who runs them differs. Workers must
have the program installed and see the inbox under the same path (a share). What is read is
sent back, so that ledger, outputs and their bytes are made here as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from prefect import unmapped
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner

from flows.caching import Keep
from flows.pool import Result, culprit, examine_all, examine_report
from flows.watch import WATCH
from tasks.department.task import examine_task
from tasks.errors import HuizongError
from tasks.intake.submission import Submission
from tasks.profile.model import Profile

Chunk = tuple[Submission, ...]


class ClusterError(HuizongError):
    """The cluster cannot be used: Dask is not installed, or nobody answers at the address."""


class Reading:
    """What a cluster's worker does with a chunk; travels to it by value.

    No dataclass: Prefect would walk through its fields, and Dask take a quoted value apart.
    """

    __slots__ = ("_profile", "_seconds")

    def __init__(self, profile: Profile, *, seconds: float) -> None:
        """Keep the profile, and the seconds that one report may take."""
        self._profile = profile
        self._seconds = seconds

    def __call__(self, chunk: Chunk) -> tuple[Result, ...]:
        """Return what became of each report of the chunk."""
        return examine_all(chunk, self._profile, examine_report, self._seconds)


def cluster_runner(address: str) -> TaskRunner[Any]:
    """Return Prefect's task runner for the cluster; ClusterError when it cannot be reached."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra; most installations have none
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - as above
    except ImportError as error:
        message = "没有安装集群组件（Dask）。"
        remedy = "请安装 huizong[cluster]，或去掉 --cluster 在本机运行。"
        raise ClusterError(message, remedy=remedy) from error
    try:
        Client(address, timeout=10, set_as_default=False).close()  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"连不上集群 {address}。"
        remedy = "请确认调度进程已启动、地址写成 tcp://主机:端口，或去掉 --cluster 在本机运行。"
        raise ClusterError(message, remedy=remedy) from error
    return DaskTaskRunner(address=address)


def examine_on_cluster(chunks: Sequence[Chunk], reading: Reading, keep: Keep) -> tuple[Result, ...]:
    """Return what became of each report, in order, as it was kept.

    A chunk that took one worker after the other with it is sent again report by report;
    the report that does so alone is the culprit, and becomes a Rejection.
    """
    watch = WATCH.get()
    results: list[Result] = []
    for chunk, found in zip(chunks, _sent(chunks, reading), strict=True):
        results += keep(found if found is not None else tuple(_one_by_one(chunk, reading)))
        watch.advance(len(chunk))
    return tuple(results)


def _one_by_one(chunk: Chunk, reading: Reading) -> Iterator[Result]:
    singles = [(submission,) for submission in chunk]
    for (submission,), found in zip(singles, _sent(singles, reading), strict=True):
        yield found[0] if found else culprit(submission, late=False)


def _sent(chunks: Sequence[Chunk], reading: Reading) -> Iterator[tuple[Result, ...] | None]:
    """Yield what each chunk came to, None for one that no worker survived."""
    futures = examine_task.map(list(chunks), unmapped(reading))
    yield from map(_outcome, futures)


def _outcome(future: PrefectFuture[Any]) -> tuple[Result, ...] | None:
    from distributed import KilledWorker  # noqa: PLC0415 - as above

    try:
        return cast("tuple[Result, ...]", future.result())
    except KilledWorker:
        return None
