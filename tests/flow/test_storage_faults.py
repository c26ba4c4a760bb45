"""A storage that refuses, fills up or goes away: said in Chinese, nothing lost, tried again."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from flows.lock import only_run
from flows.settings import LEDGER, STATE
from flows.storage import session
from flows.storage import store as store_module
from flows.storage.carrying import PLACE, carry_ledger
from flows.storage.opening import open_place
from flows.storage.session import at_work
from flows.storage.store import Store, connect
from tasks.delivery.outbox import LATEST
from tasks.errors import HuizongError, LedgerError, PointerError, PublishError, WorkspaceError
from tasks.ledger import Ledger
from tests.flow.storages import Storage, quicken, run_on

GONE = OSError(errno.EHOSTUNREACH, "no route")
FAULTS = [
    (PermissionError(errno.EACCES, "x"), "没有权限", "读写权限"),
    (OSError(errno.ENOSPC, "x"), "空间已满", "清理"),
    (GONE, "联系不上", "恢复后重新运行"),
    (OSError(errno.EPROTO, "x://user:geheim@host?sig=1 ?"), "出错", "存储管理员"),
]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quicken(monkeypatch, tmp_path / "state")


def run_failing(
    storage: Storage, method: str, error: Exception, kind: type[HuizongError]
) -> HuizongError:
    """Run while a store's method fails, and return what was raised."""

    def fail(*_: object) -> object:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, method, fail)
        with pytest.raises(kind) as caught:
            run_on(storage, "failed")
    return caught.value


@pytest.mark.parametrize(("error", "what", "remedy"), FAULTS)
def test_a_run_that_cannot_be_published_is_kept_here_and_nothing_there_changes(
    storage: Storage, error: OSError, what: str, remedy: str
) -> None:
    run_on(storage, "first")
    before = storage.contents("outbox")
    raised = run_failing(storage, "put", error, PublishError)
    assert what in str(raised)
    assert f"{storage.url}/outbox/2025/failed" in str(raised)
    assert "geheim" not in str(raised)
    assert "sig" not in str(raised)
    assert remedy in raised.remedy
    assert (storage.workspace.outbox / "2025" / "failed" / "manifest.json").is_file()
    marks = {name for name in storage.contents("outbox") if "/." in name}
    assert {n: c for n, c in storage.contents("outbox").items() if n not in marks} == before
    run_on(storage, "next")


@pytest.mark.parametrize(("error", "what", "remedy"), FAULTS)
def test_a_storage_that_cannot_be_read_is_named(
    storage: Storage, error: OSError, what: str, remedy: str
) -> None:
    raised = run_failing(storage, "names", error, WorkspaceError)
    assert what in str(raised)
    assert storage.url in str(raised)
    assert remedy in raised.remedy


def test_a_pointer_that_cannot_be_written_says_that_the_run_is_there(storage: Storage) -> None:
    whole = Store.write

    def write(store: Store, name: str, content: bytes) -> None:
        if name.endswith(LATEST):
            raise PermissionError(errno.EACCES, "x")
        whole(store, name, content)

    with pytest.MonkeyPatch.context() as fault:
        fault.setattr(Store, "write", write)
        with pytest.raises(PointerError, match="已发布"):
            run_on(storage, "first")
    run_on(storage, "second")
    assert "2025/first/manifest.json" in storage.contents("outbox")


def test_objects_that_did_not_all_arrive_become_no_run(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Store.put

    def put(store: Store, file: Path, name: str) -> None:
        if not name.endswith("summary.json"):
            whole(store, file, name)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "put", put)
        with pytest.raises(PublishError, match="不全"):
            run_on(storage, "first")
    assert storage.names("outbox") == set()


def test_a_fault_that_passes_is_tried_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect(storage.url), "_sleep", lambda _: None)
    system = connect(storage.url)._place()[0]  # noqa: SLF001 - a driver that stumbles
    left = [GONE, GONE, GONE]

    def stumble(path: str, *, detail: bool) -> object:
        if left:
            raise left.pop()
        return type(system).ls(system, path, detail=detail)

    monkeypatch.setattr(store_module, "open_system", lambda _: _never())
    monkeypatch.setattr(connect(storage.url), "_connect", lambda: (system, storage.root))
    monkeypatch.setattr(system, "ls", stumble)
    run_on(storage, "first")
    assert left == []


class TestLedger:
    """The ledger goes with its workspace."""

    def test_another_computer_knows_the_runs_before(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        run_on(storage, "first")
        monkeypatch.setenv(STATE, str(tmp_path / "elsewhere"))
        run_on(storage, "second")
        monkeypatch.setenv(STATE, str(tmp_path / "state"))
        run_on(storage, "third")
        with Ledger(storage.workspace.ledger) as ledger:
            assert [entry.run for entry in ledger.runs()] == ["first", "second", "third"]

    def test_what_a_failed_run_left_here_is_put_there_by_the_next(self, storage: Storage) -> None:
        run_on(storage, "first")
        run_failing(storage, "put", GONE, PublishError)
        run_on(storage, "next")
        assert runs_there(storage) == ["first", "failed", "next"]

    def test_a_damaged_one_stops_the_run_and_harms_nothing(self, storage: Storage) -> None:
        run_on(storage, "first")
        before = storage.contents("outbox")
        storage.put(PLACE, b"SQLite format 3\0 and no more")
        with pytest.raises(LedgerError, match="已损坏"):
            run_on(storage, "second")
        assert storage.contents("outbox") == before
        with Ledger(storage.workspace.ledger) as ledger:
            assert [entry.run for entry in ledger.runs()] == ["first"]

    def test_one_that_did_not_change_is_not_put_there_again(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run_on(storage, "first")
        monkeypatch.setattr(Store, "put", _never)
        workspace = storage.workspace
        with only_run(workspace), at_work(workspace, lambda _: None):
            pass

    def test_one_in_a_database_goes_nowhere(
        self, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run_on(storage, "first")
        storage.remove(PLACE)
        monkeypatch.setenv(LEDGER, "postgresql://nobody@127.0.0.1:1/none")
        carry_ledger(connect(storage.url), storage.workspace, lambda: None)
        assert storage.names(".huizong") == set()


def runs_there(storage: Storage) -> list[str]:
    """Return the runs of the ledger that is on the storage, as another computer finds it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(STATE, str(storage.workspace.root / "another"))
        workspace = open_place(storage.url)
        session.refresh(workspace)
        with Ledger(workspace.ledger) as ledger:
            return [entry.run for entry in ledger.runs()]


def _never(*_: object) -> object:
    raise AssertionError
