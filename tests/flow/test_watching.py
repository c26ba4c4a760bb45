"""The watcher's loop: on a real folder, with a runner that only notes what it is asked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from flows import watching
from flows.arrivals import digest
from flows.listing import take_listing
from flows.memory import Memory, remember
from flows.settings import Workspace
from flows.watching import Office, Watcher
from tasks.profile.serving import Arrival

TERMS = Arrival(settle_seconds=1, gather_seconds=0, rescan_seconds=2)
NAME = "区水利局2025年法治政府建设年度报告.docx"


class Runner:
    """Notes what it is asked for; a run ends at once, well unless `failing`."""

    def __init__(self, workspace: Workspace, *, failing: bool = False) -> None:
        self.workspace, self.failing = workspace, failing
        self.asked: list[str] = []
        self.said: list[str] = []

    async def ask(self, wanted: str) -> UUID:
        self.asked.append(wanted)
        if not self.failing:
            remember(self.workspace, Memory(covered=wanted))
        return uuid4()

    async def ended(self, _run: UUID) -> bool:
        return True

    async def watch(self, terms: Arrival, until: Callable[[], object], seconds: float = 20) -> None:
        """Watch until something is so, or for so long."""
        office = Office(ask=self.ask, ended=self.ended)
        task = asyncio.create_task(Watcher(self.workspace, terms, office, self.said.append).watch())
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():  # noqa: ASYNC110 - a test looks from outside
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])


@pytest.fixture
def runner(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setattr(watching, "LEAST", 0.2)
    monkeypatch.setattr(watching, "ASKING", 0.2)
    return Runner(workspace)


@pytest.mark.parametrize("polling", [False, True])
def test_what_lies_there_and_what_comes_later_is_asked_for(
    workspace: Workspace, runner: Runner, *, polling: bool
) -> None:
    later = workspace.root / NAME
    (workspace.inbox / NAME).rename(later)

    def second() -> bool:
        if runner.asked and later.exists():
            later.rename(workspace.inbox / NAME)
        return len(runner.asked) == 2

    asyncio.run(runner.watch(TERMS.model_copy(update={"polling": polling}), second))
    assert runner.asked[-1] == digest(take_listing(workspace))
    assert len(set(runner.asked)) == 2


def test_what_was_covered_before_the_start_is_not_asked_for(
    workspace: Workspace, runner: Runner
) -> None:
    remember(workspace, Memory(covered=digest(take_listing(workspace))))
    asyncio.run(runner.watch(TERMS, lambda: False, seconds=3))
    assert runner.asked == []


def test_a_run_that_fails_is_not_asked_for_in_a_rush(workspace: Workspace, runner: Runner) -> None:
    assert workspace.inbox.is_dir()
    runner.failing = True
    asyncio.run(runner.watch(TERMS, lambda: False, seconds=4))
    assert len(runner.asked) == 1


def test_without_events_the_regular_looks_do(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_events(*_folders: Path, **_options: object) -> AsyncIterator[None]:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "awatch", no_events)
    asyncio.run(runner.watch(TERMS, lambda: runner.asked))
    assert runner.asked
    assert any("每 2 秒查看一次" in line for line in runner.said)


def test_trouble_is_said_once_and_recovered_from(workspace: Workspace, runner: Runner) -> None:
    away = workspace.root / "away"
    workspace.inbox.rename(away)
    began = time.monotonic()

    def recovered() -> bool:
        if away.exists() and time.monotonic() - began > 5:
            away.rename(workspace.inbox)
        return bool(runner.asked)

    asyncio.run(runner.watch(TERMS, recovered))
    assert runner.asked
    assert sum("收件目录打不开" in line for line in runner.said) == 1
    assert any("已恢复正常" in line for line in runner.said)


def test_a_watcher_with_nothing_to_do_does_next_to_nothing(
    workspace: Workspace, runner: Runner
) -> None:
    remember(workspace, Memory(covered=digest(take_listing(workspace))))
    before = time.process_time()
    asyncio.run(runner.watch(TERMS, lambda: False, seconds=5))
    assert time.process_time() - before < 1.0  # the test's own waiting is in it
