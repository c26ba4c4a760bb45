"""The run itself, once, for Prefect and for the direct way: which stage follows which.

    inbox/ ─ collect ─► examine ─► consolidate ─► deliver ─► publish ─► outbox/

`Stages` are the five stages as somebody runs them: plain calls (`flows.direct`) or
Prefect tasks (`flows.consolidation`). Since both are put together here, their outputs
cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.outcome import Outcome
from flows.pool import Result
from flows.program import program_digest
from flows.records import record
from flows.settings import Order
from flows.watch import WATCH, Step
from tasks.artefact import Artefact
from tasks.district.district import District
from tasks.intake import Inbox
from tasks.intake.submission import Rejection, Submission
from tasks.profile import load_profile
from tasks.profile.model import Profile

Chunk = tuple[Submission, ...]
Inputs = tuple[tuple[str, str], ...]
"""(file, sha256) of every file of the inbox that was looked at, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages of a run, each as a call."""

    collect: Callable[[Path], Inbox]
    examine: Callable[[tuple[Chunk, ...]], tuple[Result, ...]]
    consolidate: Callable[[tuple[Result, ...], Profile], District]
    deliver: Callable[[District, Profile, str, Inputs], tuple[Artefact, ...]]
    publish: Callable[[tuple[Artefact, ...], Path, int, str], Path]


def compose(order: Order, profile: Profile, stages: Stages) -> Outcome:
    """Return what the run came to; raises HuizongError when it could not be done."""
    watch, workspace = WATCH.get(), order.workspace
    watch.begin(Step.TAKE_IN)
    inbox = stages.collect(workspace.inbox)
    watch.begin(Step.EXAMINE, len(inbox.submissions))
    results = stages.examine(chunks(inbox.submissions, order))
    watch.begin(Step.CONSOLIDATE)
    district = stages.consolidate((*inbox.rejections, *results), profile)
    watch.begin(Step.DELIVER)
    artefacts = stages.deliver(district, profile, program_digest(), _inputs(inbox))
    watch.begin(Step.PUBLISH)
    folder = stages.publish(artefacts, workspace.outbox, district.year, order.run)
    outcome = Outcome(
        run=order.run,
        folder=str(folder),
        district=district,
        artefacts=tuple(item.path for item in artefacts),
        ignored=inbox.ignored,
    )
    record(order, outcome)
    return outcome


def order_profile(order: Order) -> Profile:
    """Return the workspace's profile; ProfileError lists all its faults."""
    return load_profile(order.workspace.profile)


def chunks(submissions: tuple[Submission, ...], order: Order) -> tuple[Chunk, ...]:
    """Return the submissions in chunks, in order: two for each worker, 25 at the most."""
    size = min(order.chunk, max(1, -(-len(submissions) // (2 * order.workers))))
    return tuple(submissions[at : at + size] for at in range(0, len(submissions), size))


def _inputs(inbox: Inbox) -> Inputs:
    files: tuple[Submission | Rejection, ...] = (*inbox.submissions, *inbox.rejections)
    return tuple(sorted((item.file, item.sha256) for item in files))
