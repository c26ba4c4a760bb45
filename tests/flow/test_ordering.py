"""What Prefect is asked for, and what is set right after a crash; on Prefect's test harness."""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest

from flows.settings import Workspace
from tasks.artefact import Output
from tasks.delivery import outbox
from tasks.errors import PublishError
from tasks.profile.serving import Reminders, Schedule, Serving
from tests.flow.workspaces import order_for, outputs

pytestmark = [pytest.mark.flow, pytest.mark.usefixtures("prefect_server")]

Value = TypeVar("Value")
EVERY_MINUTE = Serving(schedule=Schedule(cron="* * * * *"))
NEVER = Serving(schedule=Schedule(cron=""))


def deployed(workspace: Workspace, serving: Serving) -> tuple[UUID, ...]:
    from flows.deployment import deployments  # noqa: PLC0415 - after the harness

    return tuple(item.apply() for item in deployments(workspace, serving))  # type: ignore[misc]


def on_client(act: Callable[..., Awaitable[Value]]) -> Value:
    from prefect import get_client  # noqa: PLC0415 - after the harness

    async def call() -> Value:
        async with get_client() as client:
            return await act(client)

    return asyncio.run(call())


def ask(workspace: Workspace, deployment: UUID, wanted: str) -> UUID:
    from flows.ordering import ask_for_run  # noqa: PLC0415 - after the harness

    return asyncio.run(ask_for_run(workspace, deployment, wanted))


def set_state(run: UUID, name: str) -> None:
    from prefect import states  # noqa: PLC0415 - after the harness

    on_client(lambda client: client.set_flow_run_state(run, getattr(states, name)()))


def state_of(run: UUID) -> str:
    return str(on_client(lambda client: client.read_flow_run(run)).state_name)


def clear(deployment: UUID) -> int:
    from flows.ordering import clear_up  # noqa: PLC0415 - after the harness

    return asyncio.run(clear_up(deployment))


def test_the_deployment_queues_and_its_schedule_is_the_profiles(workspace: Workspace) -> None:
    deployed(workspace, EVERY_MINUTE)
    (identity, _) = deployed(workspace, Serving(reminders=Reminders(days_before=(7,))))
    found = on_client(lambda client: client.read_deployment(identity))
    (schedule,) = found.schedules
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("30 7 * * 1-5", "Asia/Shanghai")
    assert found.global_concurrency_limit.limit == 1
    assert found.concurrency_options.collision_strategy == "ENQUEUE"


def test_the_same_files_asked_for_twice_are_one_run(workspace: Workspace) -> None:
    (identity,) = deployed(workspace, NEVER)
    first = ask(workspace, identity, "a")
    assert ask(workspace, identity, "a") == first
    assert ask(workspace, identity, "b") != first


@pytest.mark.parametrize("end", ["Crashed", "Failed", "Completed"])
def test_a_run_that_has_ended_without_covering_the_files_is_followed_by_another(
    workspace: Workspace, end: str
) -> None:
    (identity,) = deployed(workspace, NEVER)
    first = ask(workspace, identity, "a")
    set_state(first, end)
    second = ask(workspace, identity, "a")
    assert second != first
    assert ask(workspace, identity, "a") == second


def test_a_second_run_waits_and_is_not_lost(workspace: Workspace) -> None:
    (identity,) = deployed(workspace, NEVER)
    first, second = ask(workspace, identity, "a"), ask(workspace, identity, "b")
    set_state(first, "Pending")
    set_state(second, "Pending")
    assert state_of(second) == "AwaitingConcurrencySlot"


def test_what_a_killed_server_left_is_set_right_and_its_place_is_free(workspace: Workspace) -> None:
    (identity,) = deployed(workspace, NEVER)
    dead = ask(workspace, identity, "a")
    set_state(dead, "Pending")
    set_state(dead, "Running")
    assert clear(identity) == 1
    assert state_of(dead) == "Crashed"
    following = ask(workspace, identity, "a")
    set_state(following, "Pending")
    assert state_of(following) == "Pending"
    assert clear(identity) == 1
    assert clear(identity) == 0


def test_of_the_runs_that_were_missed_the_newest_is_made(workspace: Workspace) -> None:
    from prefect.deployments import run_deployment  # noqa: PLC0415 - after the harness

    (identity,) = deployed(workspace, NEVER)
    now = dt.datetime.now(dt.UTC)
    missed = [
        run_deployment(
            identity, timeout=0, as_subflow=False, scheduled_time=now - dt.timedelta(days=days)
        ).id  # type: ignore[union-attr]  # not awaited here
        for days in (3, 1, 2)
    ]
    coming = run_deployment(
        identity, timeout=0, as_subflow=False, scheduled_time=now + dt.timedelta(days=1)
    ).id  # type: ignore[union-attr]  # not awaited here
    clear(identity)
    assert list(map(state_of, [*missed, coming])) == [
        "Cancelled",
        "Scheduled",
        "Cancelled",
        "Scheduled",
    ]


def test_a_disk_that_fails_for_a_moment_is_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.consolidation import run_flow  # noqa: PLC0415 - after the harness

    failing(monkeypatch, errno.EIO, times=1)
    outcome = run_flow(order_for(workspace, "run"))
    assert outputs(Path(outcome.folder))


def test_a_full_disk_is_not_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.consolidation import run_flow  # noqa: PLC0415 - after the harness

    failing(monkeypatch, errno.ENOSPC, times=1)
    with pytest.raises(PublishError):
        run_flow(order_for(workspace, "run"))


def failing(monkeypatch: pytest.MonkeyPatch, number: int, times: int) -> None:
    """Let the outbox refuse a file, the first so many times."""
    real, left = outbox._put, [times]  # noqa: SLF001 - the disk's fault is put here

    def put(artefact: Output, path: Path) -> bool:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(number, "refused")
        return real(artefact, path)

    monkeypatch.setattr(outbox, "_put", put)
