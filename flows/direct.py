"""The run without Prefect: the same composition, the stages called as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flows.caching import Keep
from flows.composition import Chunk, Stages, compose, order_profile
from flows.outcome import Outcome
from flows.pool import Pool, Result
from flows.settings import Order
from flows.typesetting import find_typesetter
from flows.watch import WATCH
from tasks.delivery import deliver
from tasks.delivery.outbox import publish
from tasks.district import consolidate
from tasks.intake.take_in import take_in


def run_directly(order: Order) -> Outcome:
    """Return what the run came to; raises HuizongError when it could not be done."""
    profile = order_profile(order)
    with Pool(profile, workers=order.workers, report_seconds=order.report_seconds) as pool:
        return compose(order, profile, _stages(pool, order))


def _stages(pool: Pool, order: Order) -> Stages:
    typeset = find_typesetter()
    return Stages(
        collect=lambda inbox: take_in(inbox, order.workspace.converted),
        examine=lambda chunks, keep: _examine_all(pool, chunks, keep, order.workers),
        consolidate=consolidate,
        deliver=lambda district, profile, program, inputs, making: deliver(
            district, profile, program=program, inputs=inputs, typeset=typeset, making=making
        ),
        publish=lambda artefacts, outbox, year, run: publish(
            artefacts, outbox=outbox, year=year, run=run
        ),
    )


def _examine_all(
    pool: Pool, chunks: tuple[Chunk, ...], keep: Keep, workers: int
) -> tuple[Result, ...]:
    watch = WATCH.get()
    results: list[Result] = []
    with ThreadPoolExecutor(workers) as threads:
        for found in threads.map(pool.examine, chunks):
            watch.advance(len(found))
            results.extend(keep(found))
    return tuple(results)
