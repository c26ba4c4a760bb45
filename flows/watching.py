"""Watching the inbox: looks at the folder, and asks for a run when `flows.arrivals` says so.

The system's events only wake it up earlier; what counts is the look. So an event that
never came (shares give none) costs time and no file.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from watchfiles import awatch

from flows.arrivals import Arrivals, Listing
from flows.listing import sent, take_listing
from flows.memory import recall
from flows.settings import Workspace
from tasks.errors import WorkspaceError
from tasks.profile.serving import Arrival

LEAST: Final = 1.0
"""Seconds between two looks, however many events come."""
ASKING: Final = 3.0
"""Seconds between two questions whether the run that was asked for has ended."""
STEP: Final = 500
"""Milliseconds between two looks of watchfiles at its own queue."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who carries runs out: `ask` for one by digest, `ended` says whether it has ended."""

    ask: Callable[[str], Awaitable[UUID]]
    ended: Callable[[UUID], Awaitable[bool]]


class Watcher:
    """Watches one workspace until it is cancelled."""

    def __init__(self, workspace: Workspace, terms: Arrival, office: Office, say: Say) -> None:
        """Take up where the workspace's memory left off."""
        self._workspace, self._terms, self._office, self._say = workspace, terms, office, say
        self._arrivals = Arrivals(terms=terms, covered=recall(workspace).covered)
        self._run: UUID | None = None
        self._woken = asyncio.Event()
        self._trouble = ""
        self._events: asyncio.Task[None] | None = None

    async def watch(self) -> None:
        """Look, ask, sleep; for ever. Trouble is said once and tried again."""
        try:
            while True:
                try:
                    await self._turn()
                    self._recovered()
                except Exception as error:  # noqa: BLE001 - whatever it is, the next look may do
                    self._in_trouble(error)
                await self._sleep()
        finally:
            self._stop_events()

    async def _turn(self) -> None:
        await self._see_run()
        listing = await asyncio.to_thread(take_listing, self._workspace)
        before, self._arrivals = self._arrivals, self._arrivals.look(listing, time.monotonic())
        self._announce(before, listing)
        due = self._arrivals.due()
        if self._run is None and due is not None and due <= time.monotonic():
            self._run = await self._office.ask(self._arrivals.present)
            self._arrivals = self._arrivals.request()

    async def _see_run(self) -> None:
        """Hear what became of the run that was asked for, and of others."""
        if self._run is not None and await self._office.ended(self._run):
            self._run = None
            covered = recall(self._workspace).covered
            self._arrivals = self._arrivals.ended(covered, time.monotonic())
        elif self._run is None:
            self._arrivals = self._arrivals.cover(recall(self._workspace).covered)

    async def _sleep(self) -> None:
        """Sleep until something is due, an event comes, or the next look; never for nothing."""
        self._woken.clear()
        await asyncio.sleep(LEAST)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._woken.wait(), max(0.0, self._pause() - LEAST))

    def _pause(self) -> float:
        rescan = float(self._terms.rescan_seconds)
        if self._run is not None:
            return min(rescan, ASKING)
        due = self._arrivals.due()
        return rescan if due is None else min(rescan, max(LEAST, due - time.monotonic()))

    def _announce(self, before: Arrivals, listing: Listing) -> None:
        if self._arrivals.open and self._arrivals.present != before.present:
            self._say(_changed(sent(listing)))

    def _recovered(self) -> None:
        if self._trouble:
            self._say("已恢复正常，继续查看 inbox。")
            self._stop_events()  # of a folder that may be another one now
        self._trouble = ""
        if self._events is None and not (self._terms.polling or self._workspace.origin):
            self._events = asyncio.create_task(self._hear_events())

    def _in_trouble(self, error: Exception) -> None:
        words = (
            f"{error}{error.remedy}"
            if isinstance(error, WorkspaceError)
            else f"暂时无法查看 inbox 或联系 Prefect（{type(error).__name__}），稍后再试。"
        )
        if words != self._trouble:
            self._say(words)
        self._trouble = words

    async def _hear_events(self) -> None:
        """Be woken by the system's events; without them the regular looks do."""
        folders = (self._workspace.inbox, self._workspace.profile)
        try:
            async for _ in awatch(
                *folders, watch_filter=None, step=STEP, ignore_permission_denied=True
            ):
                self._woken.set()
        except Exception as error:  # noqa: BLE001 - inotify's limit, a share without events …
            seconds = self._terms.rescan_seconds
            self._say(f"系统不提供文件通知（{type(error).__name__}），每 {seconds} 秒查看一次。")

    def _stop_events(self) -> None:
        if self._events is not None:
            self._events.cancel()
        self._events = None


def _changed(files: int) -> str:
    if not files:
        return "inbox 中没有报告，稍后汇总一次，列出未报送的部门……"
    return f"inbox 或 profile 有变化（inbox 现有 {files} 个文件），等待复制完成……"
