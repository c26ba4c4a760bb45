"""What Prefect is given to serve: the run on schedule and on arrival, and the reminders.

    served     one run of a workspace, as `flows.served` carries it out
    reminded   on the days set in the profile, who is still missing

A deployment's concurrency limit of one queues what comes during a run; it is never
dropped. `prefect.yaml` deploys the same two flows to a work pool.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import threading
import time
import traceback
from typing import Any

from prefect import State, flow, runtime
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.states import Completed
from prefect.types.entrypoint import EntrypointType

from flows.consolidation import run_flow
from flows.journal import Journal
from flows.lock import is_served, only_run
from flows.notice import Notice, failure_words
from flows.notification import MAIL_PASSWORD, WEBHOOK_TOKEN, from_environment, notify
from flows.outcome import Outcome
from flows.progress import Progress
from flows.reminding import remind
from flows.serve import SERVED
from flows.served import LOCK_PATIENCE, Done, carry_out
from flows.settings import Order, Workspace
from flows.storage.opening import open_place
from flows.storage.session import refresh
from flows.watch import WATCH
from tasks.errors import WorkspaceError
from tasks.profile.serving import Serving

ONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)

WATCHED_EVERY = 2.0

BLOCKS = {MAIL_PASSWORD: "huizong-mail-password", WEBHOOK_TOKEN: "huizong-webhook-token"}
"""Names of the Prefect Secret blocks that are asked where the environment has nothing."""


@flow(name="huizong-served", persist_result=False)
def served(workspace: str, wanted: str = "") -> State[str]:
    """Return Completed: named Unchanged, Partial or Completed; Failed by raising.

    `wanted` is the digest of the listing that a run was asked for; '' by schedule.
    """
    place = open_place(workspace)
    _end_with_server(place)
    journal = Journal(place)
    try:
        done = carry_out(place, _run, wanted=wanted, tell=_tell)
    except Exception as error:
        sentence, remedy = failure_words(error, str(journal.path))
        journal.say(f"未能完成：{sentence}处理办法：{remedy}")
        journal.note(traceback.format_exc())
        raise
    _show(done)
    journal.say(_word(done))
    if done.outcome is None:
        return Completed(name="Unchanged", message=f"没有变化，沿用 {done.folder}", data="")
    name = "Partial" if done.outcome.needs_attention else "Completed"
    message = "；".join((done.folder, *done.missed))
    return Completed(name=name, message=message, data=done.folder)


@flow(name="huizong-reminded", persist_result=False)
def reminded(workspace: str) -> State[str]:
    """Tell who is still missing, when it is a day for that and nobody was told yet."""
    place = open_place(workspace)
    _end_with_server(place)
    with only_run(place, patience=LOCK_PATIENCE):
        with contextlib.suppress(WorkspaceError):  # a storage that is away: as it was last seen
            refresh(place)
        missed = remind(place, dt.datetime.now().astimezone(), _tell)
    return Completed(message="；".join(missed), data="")


def deployments(workspace: Workspace, serving: Serving) -> tuple[RunnerDeployment, ...]:
    """Return what is served: the runs, and the reminders when there are any."""
    name = deployment_name(workspace)
    cron, zone = serving.schedule.cron, serving.schedule.timezone
    made = [_deployment(served, name, workspace, Cron(cron, timezone=zone) if cron else None)]
    if serving.reminders.days_before:
        hour, minute = map(int, serving.reminders.at.split(":"))
        daily = Cron(f"{minute} {hour} * * *", timezone=zone)
        made.append(_deployment(reminded, name, workspace, daily))
    return tuple(made)


def deployment_name(workspace: Workspace) -> str:
    """Return the deployment's name: the folder's, and what tells it from others of that name."""
    mark = hashlib.sha256(str(workspace.root).encode()).hexdigest()[:8]
    plain = "".join(sign for sign in workspace.root.name if sign.isalnum() or sign in "-_")
    return f"{plain or 'workspace'}-{mark}"


def _deployment(
    subject: Any,  # noqa: ANN401 - a flow of any signature
    name: str,
    workspace: Workspace,
    schedule: Schedule | None,
) -> RunnerDeployment:
    made: RunnerDeployment = subject.to_deployment(
        name=name,
        schedule=schedule,
        parameters={"workspace": workspace.given},
        concurrency_limit=ONE,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return made


def _run(order: Order) -> Outcome:
    """Run the flow with its progress on Prefect's pages."""
    progress = Progress()
    listening = WATCH.set(progress)
    try:
        outcome = run_flow(order)
    finally:
        WATCH.reset(listening)
    progress.finish()
    return outcome


def _tell(serving: Serving, notice: Notice) -> tuple[str, ...]:
    return notify(serving, notice, _secret)


def _word(done: Done) -> str:
    """Return in one line what the run came to."""
    if done.outcome is None:
        return f"没有变化，沿用上次的成果：{done.folder}"
    district = done.outcome.district
    missing = f"，未报送 {len(district.missing)} 个" if district.missing else ""
    words = f"汇总完成：已报送 {len(district.reports)} 个部门{missing}。成果：{done.folder}"
    return "；".join((words, *done.missed))


def _secret(name: str) -> str:
    """Return the secret from the environment, else from Prefect's block of that name."""
    if found := from_environment(name):
        return found
    try:
        from prefect.blocks.system import Secret  # noqa: PLC0415 - rarely needed

        return str(Secret.load(BLOCKS[name]).get())  # type: ignore[union-attr]  # not awaited here
    except ValueError:  # no such block
        return ""


def _show(done: Done) -> None:
    """Show on Prefect's pages what people were told."""
    if done.notice is not None and runtime.flow_run.id:
        lines = "\n\n".join(done.notice.lines)
        create_markdown_artifact(markdown=lines, key="summary", description=done.notice.subject)


def _end_with_server(workspace: Workspace) -> None:
    """End this process once nobody serves the workspace any more, however that came about."""
    if os.environ.get(SERVED):
        threading.Thread(target=_watch_server, args=(workspace,), daemon=True).start()


def _watch_server(workspace: Workspace) -> None:
    while is_served(workspace):
        time.sleep(WATCHED_EVERY)
    os._exit(1)
