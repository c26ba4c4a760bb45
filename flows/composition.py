"""The run itself, once, for Prefect and for the direct way: which stage follows which.

    inbox/ ─ collect ─► examine ─► correct ─► consolidate ─► deliver ─► publish ─► outbox/
                           └────── ledger ──────┘ (what is known, what was corrected)

`Stages` are the five stages as somebody runs them: plain calls (`flows.direct`) or
Prefect tasks (`flows.consolidation`). Since both are put together here, their outputs
cannot differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from flows import reviews
from flows.caching import Keep, examined
from flows.garbage import seldom_sought
from flows.keeping import identities, making, open_shelf
from flows.outcome import Outcome
from flows.person import user_name
from flows.pool import Result
from flows.program import program_digest
from flows.records import record
from flows.settings import Order
from flows.storage.held import with_withheld
from flows.watch import WATCH, Step
from tasks.artefact import Output
from tasks.corrections import effective
from tasks.delivery.making import Making
from tasks.district.district import District
from tasks.district.yearly import year_on_year
from tasks.intake.collect import Inbox
from tasks.intake.reach import require_inbox
from tasks.intake.submission import Rejection, Submission
from tasks.ledger import Ledger, RunEntry
from tasks.ledger.shelf import Shelf
from tasks.profile.load import load_profile
from tasks.profile.model import Profile

Chunk = tuple[Submission, ...]
Share = tuple[Chunk, ...]
_TASKS = 8
Inputs = tuple[tuple[str, str], ...]
"""(file, sha256) of every file of the inbox that was looked at, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages of a run, each as a call; what was examined is handed on chunk by chunk."""

    collect: Callable[[Path], Inbox]
    examine: Callable[[tuple[Chunk, ...], Keep], tuple[Result, ...]]
    consolidate: Callable[[tuple[Result, ...], Profile, Shelf], District]
    deliver: Callable[[District, Profile, str, Inputs, Making], tuple[Output, ...]]
    publish: Callable[[tuple[Output, ...], Path, int, str], Path]


def compose(order: Order, profile: Profile, stages: Stages) -> Outcome:
    """Return what the run came to; raises HuizongError when it could not be done."""
    watch, workspace = WATCH.get(), order.workspace
    with (
        seldom_sought(),
        Ledger(workspace.ledger) as ledger,
        open_shelf(workspace, profile) as shelf,
    ):
        watch.begin(Step.TAKE_IN)
        found = with_withheld(stages.collect(workspace.inbox), workspace)
        inbox, workbooks = reviews.set_aside(found, workspace.inbox)
        require_inbox(workspace.inbox, filled=order.filled)
        watch.begin(Step.EXAMINE, len(inbox.submissions))
        results = _examine(inbox.submissions, order, profile, stages, ledger)
        taken = reviews.take_in(
            workbooks, results, profile, ledger, entered=order.started, author=user_name()
        )
        watch.begin(Step.CONSOLIDATE)
        corrected = reviews.corrected(results, ledger)
        shelf.know(identities(results, corrected))
        district = stages.consolidate((*inbox.rejections, *corrected), profile, shelf)
        district = _completed(district, taken, ledger, shelf)
        watch.begin(Step.DELIVER)
        inputs = (*_inputs(inbox), *_more_inputs(workbooks, district, ledger))
        with making(workspace, shelf, district.year) as means:
            artefacts = stages.deliver(district, profile, program_digest(), inputs, means)
            watch.begin(Step.PUBLISH)
            folder = stages.publish(artefacts, workspace.outbox, district.year, order.run)
        outcome = Outcome(
            run=order.run,
            folder=str(folder),
            district=district,
            artefacts=tuple(item.path for item in artefacts),
            ignored=inbox.ignored,
        )
        record(order, outcome, ledger, shelf)
    return outcome


def _examine(
    submissions: Chunk, order: Order, profile: Profile, stages: Stages, ledger: Ledger
) -> tuple[Result, ...]:
    """Return what became of each submission; only what is new is read."""

    def examine(fresh: Chunk, keep: Keep) -> tuple[Result, ...]:
        WATCH.get().advance(len(submissions) - len(fresh))
        results = stages.examine(chunks(fresh, order), keep)
        # A share that went away is no heap of files that cannot be read.
        require_inbox(order.workspace.inbox, filled=bool(fresh))
        return results

    return examined(submissions, profile, ledger, examine)


def _completed(
    district: District, taken: tuple[reviews.Taken, ...], ledger: Ledger, shelf: Shelf
) -> District:
    """Return the district with what is known besides the reports."""
    last = _last_year(district, ledger)
    totals = last.totals if last is not None else ()
    compared = year_on_year(district, last, shelf) if last is not None else ()
    return replace(
        district,
        diagnostics=(*district.diagnostics, *compared, *reviews.notices(taken)),
        last_year=tuple((item.indicator, item.unit, Decimal(item.value)) for item in totals),
    )


def _last_year(district: District, ledger: Ledger) -> RunEntry | None:
    """Return the district's last run over the year before, with its reports, or None."""
    last = ledger.latest_run(district.year - 1)
    return ledger.run(last.run) if last is not None and last.district == district.name else None


def order_profile(order: Order) -> Profile:
    """Return the workspace's profile; ProfileError lists all its faults."""
    return load_profile(order.workspace.profile)


def chunks(submissions: tuple[Submission, ...], order: Order) -> tuple[Chunk, ...]:
    """Return the submissions in chunks, in order: two for each worker, 25 at the most."""
    size = min(order.chunk, max(1, -(-len(submissions) // (2 * order.workers))))
    return tuple(submissions[at : at + size] for at in range(0, len(submissions), size))


def shares(chunks: tuple[Chunk, ...], workers: int) -> list[Share]:
    """Return the chunks in order, shared out among Prefect's tasks.

    A task costs Prefect a tenth of a second, whatever it does, and there may be hundreds of
    chunks: eight tasks for each worker keep all of them busy to the end.
    """
    size = max(1, -(-len(chunks) // (_TASKS * workers)))
    return [chunks[at : at + size] for at in range(0, len(chunks), size)]


def _inputs(inbox: Inbox) -> Inputs:
    files: tuple[Submission | Rejection, ...] = (*inbox.submissions, *inbox.rejections)
    return tuple(sorted((item.file, item.sha256) for item in files))


def _more_inputs(
    workbooks: tuple[reviews.Workbook, ...], district: District, ledger: Ledger
) -> Inputs:
    """Return what else the outputs are made from: workbooks, corrections, last year."""
    found = [(item.file, item.sha256) for item in workbooks]
    if corrections := effective(ledger.corrections()):
        found.append(("台账：更正", reviews.state(corrections)))
    last = ledger.latest_run(district.year - 1)
    if last is not None and last.district == district.name:
        reports = tuple((item.department, item.sha256, item.counts) for item in last.submissions)
        digest = hashlib.sha256(repr((district.last_year, reports)).encode()).hexdigest()
        found.append(("台账：上年合计和报告", digest))
    return tuple(found)
