"""Talking to Prefect about a deployment: ask for a run, hear of its end, clear up after a crash."""

from __future__ import annotations

import time
from itertools import count
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import arun_deployment
from prefect.states import Cancelled, Crashed

from flows.arrivals import request_key
from flows.memory import recall
from flows.settings import Workspace

UNDER_WAY = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.PAUSED)


async def ask_for_run(workspace: Workspace, deployment: UUID, wanted: str) -> UUID:
    """Return the id of a run over the listing of this digest; asked twice, it is one run.

    One that has ended without covering the listing is followed by another.
    """
    last = recall(workspace).run
    for attempt in count():
        run = await arun_deployment(
            deployment,
            parameters={"wanted": wanted},
            flow_run_name=f"新到文件-{time.strftime('%m%d-%H%M%S')}",
            timeout=0,
            as_subflow=False,
            idempotency_key=request_key(str(deployment), wanted, last, attempt),
        )
        if run.state is None or not run.state.is_final():
            return run.id
    raise AssertionError  # count() does not end


async def has_ended(run: UUID) -> bool:
    """Return whether the run has ended, well or not."""
    async with get_client() as client:
        state = (await client.read_flow_run(run)).state
        return state is not None and state.is_final()


async def clear_up(deployment: UUID) -> int:
    """Set right what a killed server left of the deployment; return how many runs it was.

    Only for the one process that serves the workspace, before it begins: whatever Prefect
    believes to be running has died with the process before. Its place is given back, and
    of the runs that were missed meanwhile the newest is kept.
    """
    async with get_client() as client:
        dead = await _runs(client, deployment, *UNDER_WAY)
        for run in dead:
            await client.set_flow_run_state(run.id, Crashed(message="服务中断"), force=True)
        await _give_back(client, deployment)
        for run in (await _late(client, deployment))[:-1]:
            await client.set_flow_run_state(run.id, Cancelled(message="已错过"), force=True)
        return len(dead)


async def _runs(client: PrefectClient, deployment: UUID, *states: StateType) -> list[FlowRun]:
    return await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))
        ),
    )


async def _late(client: PrefectClient, deployment: UUID) -> list[FlowRun]:
    """Return the runs whose time has come and gone, by that time."""
    found = await _runs(client, deployment, StateType.SCHEDULED)
    now = time.time()
    late = [
        (run.next_scheduled_start_time.timestamp(), str(run.id), run)
        for run in found
        if run.next_scheduled_start_time and run.next_scheduled_start_time.timestamp() < now
    ]
    return [run for _, _, run in sorted(late, key=lambda row: row[:2])]


async def _give_back(client: PrefectClient, deployment: UUID) -> None:
    """Free the deployment's place: a lease that died with its server holds it for ever."""
    limit = (await client.read_deployment(deployment)).global_concurrency_limit
    if limit is not None and limit.active_slots:
        await client.update_global_concurrency_limit(
            str(limit.id), GlobalConcurrencyLimitUpdate(active_slots=0)
        )
