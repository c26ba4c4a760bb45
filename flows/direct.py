"""The run without Prefect: the same composition, the stages called as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from flows.composition import Chunk, Inputs, Stages, compose, order_profile
from flows.outcome import Outcome
from flows.pool import Pool, Result
from flows.settings import Order
from flows.watch import WATCH
from tasks.artefact import Artefact
from tasks.delivery import deliver
from tasks.delivery.outbox import publish
from tasks.district import consolidate
from tasks.district.district import District
from tasks.intake import collect
from tasks.profile.model import Profile


def run_directly(order: Order) -> Outcome:
    """Return what the run came to; raises HuizongError when it could not be done."""
    profile = order_profile(order)
    with Pool(profile, workers=order.workers, report_seconds=order.report_seconds) as pool:
        return compose(order, profile, _stages(pool, order.workers))


def _stages(pool: Pool, workers: int) -> Stages:
    return Stages(
        collect=collect,
        examine=lambda chunks: _examine_all(pool, chunks, workers),
        consolidate=consolidate,
        deliver=_deliver,
        publish=lambda artefacts, outbox, year, run: publish(
            artefacts, outbox=outbox, year=year, run=run
        ),
    )


def _deliver(
    district: District, profile: Profile, program: str, inputs: Inputs
) -> tuple[Artefact, ...]:
    return deliver(district, profile, program=program, inputs=inputs)


def _examine_all(pool: Pool, chunks: tuple[Chunk, ...], workers: int) -> tuple[Result, ...]:
    watch = WATCH.get()
    results: list[Result] = []
    with ThreadPoolExecutor(workers) as threads:
        for found in threads.map(pool.examine, chunks):
            watch.advance(len(found))
            results.extend(found)
    return tuple(results)
