"""Runs for tests that need many: the real composition, without processes and layout."""

from __future__ import annotations

from collections.abc import Callable

from flows.caching import Keep
from flows.composition import Chunk, Inputs, Stages, compose, order_profile
from flows.outcome import Outcome
from flows.pool import Result
from flows.settings import Order
from flows.watch import WATCH, Silence, Step
from tasks.artefact import Output
from tasks.delivery.making import Making
from tasks.delivery.outbox import publish
from tasks.delivery.records import build_manifest, build_summary
from tasks.department.examine import examine
from tasks.district import consolidate
from tasks.district.district import District
from tasks.intake.take_in import take_in
from tasks.profile.model import Profile


def run_quickly(order: Order) -> Outcome:
    """Run the real composition in this process, and deliver only what machines read."""
    profile = order_profile(order)

    def examine_all(chunks: tuple[Chunk, ...], keep: Keep) -> tuple[Result, ...]:
        return keep([examine(item, profile) for chunk in chunks for item in chunk])

    def deliver(
        district: District, profile: Profile, program: str, inputs: Inputs, _making: Making
    ) -> tuple[Output, ...]:
        summary = build_summary(district)
        manifest = build_manifest(district, profile, (summary,), program=program, inputs=inputs)
        return (summary, manifest)

    stages = Stages(
        collect=lambda inbox: take_in(inbox, order.workspace.converted),
        examine=examine_all,
        consolidate=consolidate,
        deliver=deliver,
        publish=lambda artefacts, outbox, year, run: publish(
            artefacts, outbox=outbox, year=year, run=run
        ),
    )
    return compose(order, profile, stages)


def at(step: Step, act: Callable[[], object]) -> Callable[[Order], Outcome]:
    """Return a run in which something happens when a step begins."""

    class Happening(Silence):
        def begin(self, begun: Step, total: int | None = None) -> None:  # noqa: ARG002 - a Watch's
            if begun is step:
                act()

    def run(order: Order) -> Outcome:
        listening = WATCH.set(Happening())
        try:
            return run_quickly(order)
        finally:
            WATCH.reset(listening)

    return run
