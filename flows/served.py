"""One run of a served workspace: wait for the files, run if anything changed, tell people.

    settle ─► alone in the workspace ─► anything new? ─► run ─► retention ─► notice ─► memory

It knows no Prefect: the run itself is handed in (`flows.deployment` hands in the flow).
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flows import reviews
from flows.arrivals import Arrivals, Listing, digest
from flows.journal import Journal
from flows.listing import sent, take_listing
from flows.lock import only_run
from flows.memory import Memory, recall, remember
from flows.notice import Notice, failure_notice, failure_words, run_notice
from flows.notification import notify
from flows.outcome import Outcome
from flows.program import program_digest
from flows.retention import withdraw_surplus
from flows.running import order_in
from flows.settings import Order, Workspace
from flows.storage.session import Place, at_work, refresh, still_published
from tasks.corrections import effective
from tasks.errors import WorkspaceError
from tasks.ledger import Ledger, RunEntry
from tasks.ledger.comparison import compare
from tasks.profile.load import load_profile
from tasks.profile.serving import Arrival, Serving, load_serving

LOCK_PATIENCE: Final = 3600.0
"""Seconds for which a run by hand in the same workspace is waited for."""

STORAGE_LOOK: Final = 5.0
"""Seconds between two looks at a storage on which files are still arriving."""

PASSING: Final = frozenset({"still_copying", "unreadable", "changed_while_reading"})
"""Codes of rejections that a later run may not give."""
TRIES: Final = 3
"""Runs over the same files that such rejections may cost."""

Run = Callable[[Order], Outcome]
Tell = Callable[[Serving, Notice], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, as the caller has it."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a served run came to: `outcome` is None when nothing had changed.

    `missed` says in Chinese what went wrong beside the run and did not stop it.
    """

    outcome: Outcome | None
    folder: str
    notice: Notice | None = None
    missed: tuple[str, ...] = ()


def carry_out(
    workspace: Workspace,
    run: Run,
    *,
    wanted: str = "",
    tell: Tell = notify,
    clock: Clock = Clock(),
) -> Done:
    """Run if anything changed, and tell people; raises what the run raises, told as well.

    `wanted` is the digest of a listing that is known to have settled.
    """
    serving = Serving()
    try:
        serving = load_serving(workspace.profile)
        with only_run(workspace, patience=LOCK_PATIENCE):
            if workspace.origin:
                refresh(workspace)
                serving = load_serving(workspace.profile)
            listing = settled(workspace, serving.arrival, wanted, clock)
            return _run(workspace, serving, listing, run, tell)
    except Exception as error:
        _tell_failure(workspace, serving, error, tell)
        raise


def settled(workspace: Workspace, terms: Arrival, wanted: str, clock: Clock) -> Listing:
    """Return the listing once it has been the same for a while, or patience is at its end."""
    at_once = terms.model_copy(update={"gather_seconds": 0})
    arrivals = Arrivals(terms=at_once)
    while True:
        listing = take_listing(workspace)
        if digest(listing) == wanted:
            return listing
        arrivals = arrivals.look(listing, clock.monotonic())
        due = arrivals.due()
        left = 0.0 if due is None else due - clock.monotonic()
        if left <= 0:
            return listing
        clock.sleep(min(left, STORAGE_LOOK if workspace.origin else 1.0))


def _run(workspace: Workspace, serving: Serving, listing: Listing, run: Run, tell: Tell) -> Done:
    memory = recall(workspace)
    _refuse_emptied(listing, memory)
    with Ledger(workspace.ledger) as ledger:
        before = _last_run(workspace, ledger)
        if _nothing_new(workspace, listing, memory, ledger):
            return Done(outcome=None, folder=memory.folder)
    with at_work(workspace, Journal(workspace).say, LOCK_PATIENCE) as place:
        order = order_in(workspace, free_name(workspace, place), _now(), None)
        filled = sent(listing) > 0 and not workspace.origin
        outcome = place.published(run(order.model_copy(update={"filled": filled})))
        year = outcome.district.year
        with Ledger(workspace.ledger) as ledger:
            missed = withdraw_surplus(place, ledger, year, serving.retention.keep_runs)
            after, ground = ledger.run(outcome.run), _ground(ledger, year)
    difference = compare(before, after) if before and after else None
    notice = run_notice(outcome, difference, missed)
    missed = (*missed, *tell(serving, notice))
    remember(workspace, _after(memory, listing, outcome, ground))
    return Done(outcome=outcome, folder=outcome.folder, notice=notice, missed=missed)


def free_name(workspace: Workspace, place: Place) -> str:
    """Return a run's name from the clock, another one if a clock that went back gave it twice."""
    base = time.strftime("%Y%m%d-%H%M%S")
    names = itertools.chain((base,), (f"{base}-{number}" for number in itertools.count(2)))
    return next(
        name
        for name in names
        if not any(workspace.outbox.glob(f"*/{name}")) and not place.is_taken(name)
    )


def _refuse_emptied(listing: Listing, memory: Memory) -> None:
    """Raise WorkspaceError when all files are gone: a share that is not mounted looks so."""
    if memory.sent and not sent(listing):
        raise WorkspaceError(
            f"收件目录现在是空的，而上次汇总时有{memory.sent}个文件，可能是网络共享没有连上。",
            remedy="请检查共享；恢复后会自动继续。确实要清空重来的，请用 huizong run 运行一次。",
        )


def _last_run(workspace: Workspace, ledger: Ledger) -> RunEntry | None:
    """Return the last run of the profile's year, with its reports."""
    district = load_profile(workspace.profile).district
    latest = None if district is None else ledger.latest_run(district.year)
    return None if latest is None else ledger.run(latest.run)


def _nothing_new(workspace: Workspace, listing: Listing, memory: Memory, ledger: Ledger) -> bool:
    """Say whether a run would only write the same bytes once more."""
    district = load_profile(workspace.profile).district
    return (
        memory.covered == digest(listing)
        and district is not None
        and memory.ground == _ground(ledger, district.year)
        and still_published(workspace, memory.run)
    )


def _ground(ledger: Ledger, year: int) -> str:
    """Return a digest of what the outputs depend on besides inbox and profile."""
    last_year = ledger.latest_run(year - 1)
    words = (
        program_digest(),
        reviews.state(effective(ledger.corrections())),
        last_year.run if last_year else "",
    )
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _after(memory: Memory, listing: Listing, outcome: Outcome, ground: str) -> Memory:
    """Return what is remembered after a run; its files are not covered while some may heal."""
    present = digest(listing)
    tries = memory.tries + 1 if memory.tried == present else 1
    passing = any(
        item.rejection is not None and item.rejection.code in PASSING
        for item in outcome.district.receipts
    )
    return memory.model_copy(
        update={
            "covered": memory.covered if passing and tries < TRIES else present,
            "tried": present,
            "tries": tries,
            "ground": ground,
            "run": outcome.run,
            "folder": outcome.folder,
            "sent": sent(listing),
            "failure": "",
        }
    )


def _tell_failure(workspace: Workspace, serving: Serving, error: Exception, tell: Tell) -> None:
    """Tell people once of a failure that goes on; nothing here may hide the failure itself."""
    log = str(workspace.serving / "serve.log")
    sentence, _ = failure_words(error, log)
    with contextlib.suppress(OSError):
        memory = recall(workspace)
        if memory.failure != sentence:
            tell(serving, failure_notice(error, log))
            remember(workspace, memory.model_copy(update={"failure": sentence}))


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")
