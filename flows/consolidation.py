"""The flow: the composition of `flows.composition`, its stages run as Prefect tasks.

    collect ─► examine (shares, mapped on threads, each handing its chunks to the pool)
            ─► consolidate ─► deliver ─► publish

Values between the tasks are quoted: Prefect would otherwise walk through every block of
every report in search of futures. What became of each report is kept by our ledger and
manifest, not by Prefect's history.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import State, flow, unmapped
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.caching import Keep
from flows.composition import Chunk, Share, Stages, compose, order_profile, shares
from flows.outcome import Outcome
from flows.pool import Pool, Result
from flows.settings import Order
from flows.transient import PATIENTLY
from flows.typesetting import find_typesetter
from flows.watch import WATCH
from tasks.delivery.labels import STATUS
from tasks.delivery.task import deliver_task, publish_task
from tasks.department.task import examine_task
from tasks.district.task import consolidate_task
from tasks.intake.task import take_in_task

Value = TypeVar("Value")


@flow(name="huizong", flow_run_name="{order.run}")
def consolidation(order: Order) -> State[Any]:
    """Return Completed, or Completed named Partial, with the outcome, quoted; Failed by raising."""
    profile = order_profile(order)
    with Pool(profile, workers=order.workers, report_seconds=order.report_seconds) as pool:
        outcome = compose(order, profile, _stages(pool, order))
    _show(outcome)
    name = "Partial" if outcome.needs_attention else "Completed"
    return Completed(name=name, message=f"{outcome.folder}", data=_whole(outcome))


def run_flow(order: Order) -> Outcome:
    """Return what the flow's run came to; its error is raised as it was."""
    try:
        state = consolidation.with_options(task_runner=_runner(order))(order, return_state=True)
    finally:
        EventsWorker.drain_all()
        APILogWorker.drain_all()
    return cast("Outcome", cast("Any", state.result()).unquote())


def _runner(order: Order) -> TaskRunner[Any]:
    """Return who runs the mapped tasks: threads that hand them to our pool, or a cluster."""
    if not order.cluster:
        return ThreadPoolTaskRunner(max_workers=order.workers)
    from flows.cluster import cluster_runner  # noqa: PLC0415 - Dask loads only when asked for

    return cluster_runner(order.cluster)


def _stages(pool: Pool, order: Order) -> Stages:
    typeset = find_typesetter()
    return Stages(
        collect=lambda inbox: take_in_task.with_options(**PATIENTLY)(
            inbox, order.workspace.converted
        ),
        examine=lambda chunks, keep: _examine_all(pool, chunks, keep, order),
        consolidate=lambda results, profile, shelf: consolidate_task(
            _whole(results), _whole(profile), _whole(shelf)
        ),
        deliver=lambda district, profile, program, inputs, making: deliver_task(
            _whole(district),
            _whole(profile),
            program=program,
            inputs=_whole(inputs),
            typeset=_whole(typeset),
            making=_whole(making),
        ),
        publish=lambda artefacts, outbox, year, run: publish_task.with_options(**PATIENTLY)(
            _whole(artefacts), outbox=outbox, year=year, run=run
        ),
    )


def _examine_all(
    pool: Pool, chunks: tuple[Chunk, ...], keep: Keep, order: Order
) -> tuple[Result, ...]:
    if order.cluster:
        from flows.cluster import Reading, examine_on_cluster  # noqa: PLC0415 - as above

        reading = Reading(pool.profile, seconds=order.report_seconds)
        return examine_on_cluster(chunks, reading, keep)
    watch = WATCH.get()

    def examine(share: Share) -> tuple[Result, ...]:
        results: list[Result] = []
        for chunk in share:
            results += keep(pool.examine(chunk))
            watch.advance(len(chunk))
        return tuple(results)

    parts = [_whole(share) for share in shares(chunks, order.workers)]
    futures = examine_task.map(parts, unmapped(_whole(examine)))
    return tuple(result for future in futures for result in future.result())


def _whole(value: Value) -> Value:
    """Return the value quoted: the task gets it as it is, and Prefect does not look inside."""
    return cast("Value", quote(value))


def _show(outcome: Outcome) -> None:
    """Show the result in Prefect's pages: a table of the files, a link to the outputs."""
    rows = [
        {"文件": item.file, "部门": item.department or "", "情况": STATUS[item.status]}
        for item in outcome.district.receipts
    ]
    create_table_artifact(table=rows, key="submissions", description="报送情况")
    create_link_artifact(
        link=Path(outcome.folder).as_uri(), key="outputs", description="成果文件目录"
    )
