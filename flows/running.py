"""Carrying out an order: alone in the workspace, with a screen, by Prefect or directly."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from flows.lock import only_run
from flows.outcome import Outcome
from flows.screen import Screen, show_outcome
from flows.settings import STATE, Order, Workspace, default_workers
from flows.storage.opening import open_place
from flows.storage.session import at_work
from flows.watch import WATCH, Step
from tasks.errors import WorkspaceError


def order_run(
    place: str | Path, name: str, started: str, workers: int | None, cluster: str = ""
) -> Order:
    """Return the order for a run; WorkspaceError for a place or a name that won't do.

    `place` is the workspace's folder, or its address on storage.
    """
    return order_in(open_place(str(place)), name, started, workers, cluster)


def order_in(
    workspace: Workspace, name: str, started: str, workers: int | None, cluster: str = ""
) -> Order:
    """Return the order for a run in a workspace that is open; WorkspaceError as above."""
    if workspace.origin and cluster and not os.environ.get(STATE):
        raise WorkspaceError(
            "工作区在存储上时，集群的各台机器也要能看到本机的工作副本。",
            remedy=f"请用 --state 或环境变量 {STATE} 指明一个各台机器以同一路径看到的共享目录。",
        )
    try:
        return Order(
            workspace=workspace,
            run=name,
            started=started,
            workers=workers or default_workers(),
            cluster=cluster,
        )
    except ValidationError as error:
        raise WorkspaceError(
            f"运行名称不可用：{name}。",
            remedy="名称用汉字、字母、数字、点、横线、下划线，不超过64字，不以符号开头。",
        ) from error


def run_order(order: Order, *, direct: bool) -> int:
    """Run, show what it came to and return the exit code (0 or 1); raises HuizongError."""
    console = Console(stderr=False)

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    with only_run(order.workspace), at_work(order.workspace, say) as place:
        place.refuse_taken(order.run)
        outcome = place.published(_watched(order, console, direct=direct))
        show_outcome(console, outcome)
    return outcome.exit_code


def _watched(order: Order, console: Console, *, direct: bool) -> Outcome:
    with Screen(console) as screen:
        listening = WATCH.set(screen)
        try:
            return _directly(order) if direct else _by_prefect(order)
        finally:
            WATCH.reset(listening)


def _directly(order: Order) -> Outcome:
    from flows.direct import run_directly  # noqa: PLC0415 - shown on the screen while it loads

    return run_directly(order)


def _by_prefect(order: Order) -> Outcome:
    """Start the server, load Prefect while it starts, and run the flow."""
    from flows.server import EmbeddedServer  # noqa: PLC0415 - as above

    WATCH.get().begin(Step.START)
    with EmbeddedServer(order.workspace.prefect_home) as server:
        from flows.consolidation import run_flow  # noqa: PLC0415 - Prefect, with its settings set

        server.await_ready()
        return run_flow(order)
