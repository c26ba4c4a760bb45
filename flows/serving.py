"""The server's heart: Prefect's runner and the watcher side by side, until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner

from flows.ordering import ask_for_run, clear_up, has_ended
from flows.settings import Workspace
from flows.watching import Office, Say, Watcher
from tasks.errors import HuizongError
from tasks.profile.serving import Serving

POLLING: Final = 5.0
"""Seconds between the runner's questions whether there is something to run."""
AT_ONCE: Final = 2
"""Processes: a run, and a reminder beside it."""
STOPPING: Final = 30.0
"""Seconds that a run gets to end when the server is told to stop."""
LOOK: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is served: the workspace, its settings, who listens, whether Prefect still runs.

    `deployments` are made outside of async code, where Prefect makes them at once; the
    first of them is the one that makes runs.
    """

    workspace: Workspace
    serving: Serving
    deployments: tuple[RunnerDeployment, ...]
    say: Say
    alive: Callable[[], bool]


async def serve(house: House) -> None:
    """Serve until a signal comes; HuizongError when Prefect's server ends by itself."""
    runner = Runner(name="huizong", limit=AT_ONCE, query_seconds=POLLING, pause_on_shutdown=False)
    ids = [await runner.aadd_deployment(item) for item in house.deployments]
    if sum([await clear_up(deployment) for deployment in ids]):
        house.say("上次停止时有一次运行没有完成，将重新进行；已有成果没有受影响。")
    stop = asyncio.Event()
    running = asyncio.create_task(runner.start())
    while not runner.started and not running.done():  # noqa: ASYNC110 - nobody would set an event
        await asyncio.sleep(0.05)
    _listen(stop)  # after the runner has set its own handler, which ends the process at once
    watching = asyncio.create_task(_watch(house, ids[0]))
    house.say("已就绪。把报告放入 inbox 即可，完成后会自动汇总；按 Ctrl-C 停止。")
    await _first(running, watching, _see_server(house), _stopped(stop))
    house.say("正在停止……")
    await _end(runner, running, watching)


async def _watch(house: House, deployment: UUID) -> None:
    if not house.serving.arrival.enabled:
        await asyncio.Event().wait()

    async def ask(wanted: str) -> UUID:
        run = await ask_for_run(house.workspace, deployment, wanted)
        house.say("没有再变化，开始汇总。")
        return run

    office = Office(ask=ask, ended=has_ended)
    await Watcher(house.workspace, house.serving.arrival, office, house.say).watch()


async def _see_server(house: House) -> None:
    """End when Prefect's server has ended."""
    while house.alive():  # noqa: ASYNC110 - a process gives no event
        await asyncio.sleep(LOOK)
    raise HuizongError(
        "Prefect 服务意外停止，自动运行已中断；已有成果没有受影响。",
        remedy="请重新启动 huizong serve（按部署手册设为系统服务的，会自动重新启动）。",
    )


async def _stopped(stop: asyncio.Event) -> None:
    await stop.wait()


async def _first(*works: asyncio.Task[None] | Coroutine[Any, Any, None]) -> None:
    """Wait for the first of the works to end, and raise what it raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks[2:]:
        task.cancel()
    for task in ended:
        task.result()


async def _end(runner: Runner, *tasks: asyncio.Task[None]) -> None:
    """End the runs that are under way, then the rest; a new start takes up where this ends."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(runner.astop(), STOPPING)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=STOPPING)


def _listen(stop: asyncio.Event) -> None:
    """Let Ctrl-C and the system's wish to end set `stop`."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        for name in (signal.SIGINT, signal.SIGBREAK):
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    else:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
