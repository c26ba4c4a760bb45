"""Never two at once over a workspace on storage, and nobody shut out for ever."""

from __future__ import annotations

import json
import time as real_time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.outcome import Outcome
from flows.settings import STATE, Order, Workspace
from flows.storage import lease as lease_module
from flows.storage.lease import LASTS, LEASE, LOOK, SKEW, Clock, Lease, leased
from flows.storage.opening import open_place
from flows.storage.store import Store, connect
from tasks.errors import PublishError, WorkspaceError
from tests.flow.quick import run_quickly
from tests.flow.storages import Storage, quicken, run_on


class Time:
    """Time that passes only when somebody waits; `meanwhile` happens then, once."""

    def __init__(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.now = 1_800_000_000.0
        self._meanwhile: list[Callable[[], object]] = [meanwhile]

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        while self._meanwhile:
            self._meanwhile.pop()()

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep)


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "state"))


@pytest.fixture
def elsewhere(storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workspace:
    """Return the working copy of another computer."""
    with monkeypatch.context() as patch:
        patch.setenv(STATE, str(tmp_path / "elsewhere"))
        return open_place(storage.url)


def taken(storage: Storage, workspace: Workspace, clock: Clock) -> Lease:
    lease = Lease(connect(storage.url), workspace, clock)
    lease.take(0)
    return lease


def test_who_comes_second_is_told_who_has_it_and_until_when(
    storage: Storage, elsewhere: Workspace
) -> None:
    time = Time()
    taken(storage, elsewhere, time.clock)
    with pytest.raises(WorkspaceError, match="正由") as caught:
        taken(storage, storage.workspace, time.clock)
    held = json.loads(storage.get(LEASE))
    assert held["owner"] in str(caught.value)
    assert held["from"] in str(caught.value)
    assert LEASE in caught.value.remedy


def test_who_is_patient_gets_it_once_it_is_given_back(
    storage: Storage, elsewhere: Workspace
) -> None:
    time = Time(lambda: storage.remove(LEASE))
    storage.put(LEASE, other_claim(time.now))
    Lease(connect(storage.url), storage.workspace, time.clock).take(LOOK * 2)
    assert json.loads(storage.get(LEASE))["copy"] != "other"
    del elsewhere


@pytest.mark.parametrize(("later", "free"), [(LASTS + SKEW - 1, False), (LASTS + SKEW + 1, True)])
def test_a_dead_owner_is_followed_when_the_limit_and_the_clocks_difference_are_over(
    storage: Storage, later: float, *, free: bool
) -> None:
    time = Time()
    storage.put(LEASE, other_claim(time.now))
    time.now += later
    if free:
        taken(storage, storage.workspace, time.clock).require()
        return
    with pytest.raises(WorkspaceError):
        taken(storage, storage.workspace, time.clock)


def test_the_same_working_copy_need_not_wait_for_its_own_dead_run(storage: Storage) -> None:
    time = Time()
    taken(storage, storage.workspace, time.clock)  # and never given back
    taken(storage, storage.workspace, time.clock).require()


def test_what_was_cut_off_while_it_was_written_is_somebodys_for_a_while(
    storage: Storage,
) -> None:
    storage.put(LEASE, b'{"owner": "so')
    written = storage.system.created(f"{storage.root}/{LEASE}").timestamp()
    time = Time()
    time.now = written + 1
    with pytest.raises(WorkspaceError, match="未知"):
        taken(storage, storage.workspace, time.clock)
    time.now = written + LASTS + SKEW + 1
    taken(storage, storage.workspace, time.clock).require()


def test_of_two_that_write_at_once_on_a_store_that_lets_both_one_goes_on(
    storage: Storage, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create_over(store: Store, name: str, content: bytes) -> bool:
        store.write(name, content)
        return True

    monkeypatch.setattr(Store, "create", create_over)
    other = other_claim(Time().now)
    time = Time(lambda: storage.put(LEASE, other))  # between our writing and our looking again
    with pytest.raises(WorkspaceError):
        taken(storage, elsewhere, time.clock)
    assert storage.get(LEASE) == other


def test_who_lost_it_publishes_nothing(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    quicken(monkeypatch, tmp_path / "state")
    run_on(storage, "first")
    before = storage.contents("outbox")

    def losing(order: Order) -> Outcome:
        outcome = run_quickly(order)
        storage.put(LEASE, other_claim(Time().now))
        return outcome

    with pytest.raises(PublishError, match="接管"):
        run_on(storage, "second", losing)
    assert storage.contents("outbox") == before
    assert storage.get(LEASE) == other_claim(Time().now)


def test_it_is_kept_up_for_as_long_as_the_work_goes_on(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease_module, "KEPT_UP", 0.01)
    time = Time()
    with leased(connect(storage.url), storage.workspace, 0, time.clock):
        first = json.loads(storage.get(LEASE))["until"]
        time.now += 60
        for _ in range(1000):
            if json.loads(storage.get(LEASE))["until"] > first:
                break
            real_time.sleep(0.01)
        assert json.loads(storage.get(LEASE))["until"] > first
    assert storage.names(".huizong") == set()


def other_claim(now: float) -> bytes:
    """Return what another computer writes."""
    claim = {"owner": "张三@乙机", "copy": "other", "token": "other"}
    shown = {"from": "2027-01-15", "to": "2027-01-15"}
    return json.dumps({**claim, "since": now, "until": now + LASTS, **shown}).encode()
