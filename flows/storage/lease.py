"""One at a time over a workspace on storage: an object that says who has it, and until when.

    .huizong/lease.json    {"owner": …, "since": …, "until": …}

It is written only where there is none, read again before it is believed, kept up while the
work goes on, and looked at once more before anything becomes visible. Who is killed leaves
it behind: the same working copy takes it over at once, anybody else when it has run out.
"""

from __future__ import annotations

import contextlib
import errno
import json
import platform
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from flows.person import user_name
from flows.settings import Workspace
from flows.storage.store import Store, troubled
from tasks.errors import PublishError, WorkspaceError

LEASE: Final = ".huizong/lease.json"
LASTS: Final = 900.0
"""Seconds for which a lease holds without being kept up."""
KEPT_UP: Final = 120.0
"""Seconds between two times that it is kept up."""
SKEW: Final = 120.0
"""Seconds by which two computers' clocks may differ."""
SETTLES: Final = 1.0
"""Seconds after which who wrote last is seen by all, on a store that ignores `only if new`."""
VAIN: Final = 20
"""How often a lease that nobody has may be written in vain."""
LOOK: Final = 10.0
"""Seconds between two looks at a lease that is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who has a workspace: `owner` for people, `copy` which working copy, `token` which run.

    `since` and `until` are seconds since 1970.
    """

    owner: str
    copy: str
    token: str
    since: float
    until: float

    def content(self) -> bytes:
        """Return what is written upon the storage."""
        times = {"from": _shown(self.since), "to": _shown(self.until)}
        return json.dumps({**asdict(self), **times}, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, as the caller has it: seconds since 1970, and a way to wait."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Lease:
    """The right to publish: got by `take`, kept up by a thread, looked at by `require`."""

    def __init__(self, store: Store, workspace: Workspace, clock: Clock = Clock()) -> None:
        """Make a claim that nobody has seen yet."""
        self._store, self._clock = store, clock
        now = clock.now()
        self._claim = Claim(
            owner=f"{user_name()}@{platform.node() or '本机'}",
            copy=_copy_of(workspace),
            token=secrets.token_hex(8),
            since=now,
            until=now + LASTS,
        )
        self._ended = threading.Event()
        self._guard = threading.Lock()  # a look at it while it is written would see none

    def take(self, patience: float) -> None:
        """Take it within so many seconds; WorkspaceError when somebody else has it."""
        end, vain = self._clock.now() + patience, 0
        while not self._try():
            held = self._read()
            vain = vain + 1 if held is None else 0
            if held is not None and self._clock.now() >= end:
                raise _occupied(held, self._store)
            if vain > VAIN:
                raise OSError(errno.EPROTO, "写入后读不到")
            self._clock.sleep(LOOK if held is not None else SETTLES)

    def _try(self) -> bool:
        held = self._read()
        if held is not None and not self._is_over(held):
            return False
        if held is not None:
            self._store.remove(LEASE)
        self._claim = replace(self._claim, until=self._clock.now() + LASTS)
        if not self._store.create(LEASE, self._claim.content()):
            return False
        self._clock.sleep(SETTLES)
        return self._is_ours()

    def _is_over(self, held: Claim) -> bool:
        """Say whether who has it is known to have ended.

        The same working copy's run was alone in it by the system's lock, as this one is now.
        """
        return held.copy == self._claim.copy or held.until + SKEW < self._clock.now()

    def _is_ours(self) -> bool:
        held = self._read()
        return held is not None and held.token == self._claim.token

    def require(self) -> None:
        """Raise PublishError unless it is still ours; OSError when that cannot be seen."""
        with self._guard:
            ours = self._is_ours()
        if not ours:
            raise PublishError(
                f"{self._store.url} 已由另一台电脑接管（本机可能中断过较长时间），本机没有再写入。",
                remedy="请重新运行；已有成果没有改动。",
            )

    @contextlib.contextmanager
    def kept_up(self) -> Iterator[None]:
        """Keep it up while the work goes on, and give it back at the end."""
        keeper = threading.Thread(target=self._keep_up, daemon=True)
        keeper.start()
        try:
            yield
        finally:
            self._ended.set()
            keeper.join()
            with contextlib.suppress(OSError):  # it runs out by itself
                if self._is_ours():
                    self._store.remove(LEASE)

    def _keep_up(self) -> None:
        while not self._ended.wait(KEPT_UP):
            # Whatever it is, the next time or `require` will tell.
            with self._guard, contextlib.suppress(Exception):
                if self._is_ours():
                    self._claim = replace(self._claim, until=self._clock.now() + LASTS)
                    self._store.write(LEASE, self._claim.content())

    def _read(self) -> Claim | None:
        content = self._store.read(LEASE)
        return None if content is None else self._understood(content)

    def _understood(self, content: bytes) -> Claim:
        """Return the claim; of one cut off while it was written the time is the file's."""
        try:
            row: dict[str, Any] = json.loads(content)
            return Claim(**{name: row[name] for name in Claim.__dataclass_fields__})
        except (ValueError, TypeError, LookupError):
            entries = self._store.entries(".huizong")
            written = next((e.modified for e in entries if e.name == "lease.json"), None)
            since = self._clock.now() if written is None else written
            return Claim(owner="未知", copy="", token="", since=since, until=since + LASTS)


@contextlib.contextmanager
def leased(
    store: Store, workspace: Workspace, patience: float, clock: Clock = Clock()
) -> Iterator[Lease]:
    """Hold the workspace's lease; WorkspaceError when somebody else has it or none can be had."""
    lease = Lease(store, workspace, clock)
    try:
        lease.take(patience)
    except OSError as error:
        raise troubled(error, store, LEASE, "存储上不能登记占用") from error
    with lease.kept_up():
        yield lease


def holder(store: Store) -> str:
    """Return in Chinese who has the workspace now; '' when nobody has. Raises OSError."""
    content = store.read(LEASE)
    if content is None:
        return ""
    try:
        row: dict[str, Any] = json.loads(content)
        return f"{row['owner']}，{row['from']}起，最迟到 {row['to']}"
    except (ValueError, TypeError, LookupError):
        return "未知"


def _occupied(held: Claim, store: Store) -> WorkspaceError:
    until = _shown(held.until + SKEW)
    return WorkspaceError(
        f"{store.url} 正由 {held.owner} 使用（{_shown(held.since)}起）。",
        remedy=f"请等其结束；对方已经中断的，{until} 后自动失效，届时重新运行。"
        f"确认没有运行的，也可删除 {store.at(LEASE)}。",
    )


def _shown(moment: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(moment))


def _copy_of(workspace: Workspace) -> str:
    """Return what tells this working copy from others, and from its copy on another computer."""
    place = workspace.storage / "copy-id"
    try:
        known = place.read_text("ascii").strip()
    except (OSError, ValueError):
        known = ""
    return f"{known or _new_id(place)}@{platform.node()}"


def _new_id(place: Path) -> str:
    made = secrets.token_hex(16)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(made, "ascii")
    return made
