"""What comes into the working copy: whole files only, under the version the storage shows."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.settings import Workspace
from flows.storage import fetching
from flows.storage.fetching import bring
from flows.storage.held import recall
from flows.storage.store import Store, connect
from flows.storage.survey import INBOX, PROFILE, listing
from tasks.district.district import Status
from tasks.errors import WorkspaceError
from tests.flow.storages import Storage, quicken, run_on
from tests.flow.workspaces import report_of, write_docx

NAME = "inbox/区水利局2025年法治政府建设年度报告.docx"
LATER = 4_000_000_000.0
"""A time at which every file is old enough for its time to be believed."""

Fetch = Callable[[Store, str, Path], None]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quicken(monkeypatch, tmp_path / "state")


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of what is fetched, as it is."""
    names: list[str] = []

    def noted(fetch: Fetch, store: Store, name: str, to: Path) -> None:
        names.append(name)
        fetch(store, name, to)

    instead(monkeypatch, noted)
    return names


def instead(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[Fetch, Store, str, Path], None]
) -> None:
    """Let `act` stand before fetching."""
    fetch = Store.fetch
    monkeypatch.setattr(Store, "fetch", lambda store, name, to: act(fetch, store, name, to))


def report(tmp_path: Path, trainings: int) -> bytes:
    path = tmp_path / "report.docx"
    write_docx(path, report_of("区水利局", trainings))
    return path.read_bytes()


def bring_all(storage: Storage, now: float = LATER) -> Workspace:
    workspace = storage.workspace
    bring(connect(storage.url), workspace, INBOX, PROFILE, now=lambda: now, sleep=lambda _: None)
    return workspace


def test_what_is_known_by_its_version_is_not_fetched_again(
    storage: Storage, fetched: list[str]
) -> None:
    bring_all(storage)
    assert fetched
    fetched.clear()
    bring_all(storage)
    assert fetched == []


def test_a_change_that_leaves_size_and_time_is_found_while_the_time_is_young(
    tmp_path: Path, workspace: Workspace
) -> None:
    storage = Storage(f"file://{tmp_path}/share")
    storage.fill(workspace.root)
    there = tmp_path / "share" / NAME
    before, old = there.stat(), there.read_bytes()
    bring_all(storage, now=before.st_mtime + 1)
    there.write_bytes(old[:-1] + b"\0")
    os.utime(there, ns=(before.st_atime_ns, before.st_mtime_ns))
    working = bring_all(storage, now=before.st_mtime + 1)
    assert (working.root / NAME).read_bytes() == old[:-1] + b"\0"


def test_a_file_changed_in_the_working_copy_is_fetched_again(storage: Storage) -> None:
    working = bring_all(storage)
    (working.root / NAME).write_bytes(b"scribbled")
    bring_all(storage)
    assert (working.root / NAME).read_bytes() == storage.get(NAME)


def test_a_file_that_is_the_same_again_keeps_its_place_and_time(storage: Storage) -> None:
    working = bring_all(storage)
    before = (working.root / NAME).stat()
    storage.put(NAME, storage.get(NAME))
    bring_all(storage)
    assert (working.root / NAME).stat() == before


def test_without_a_record_everything_is_fetched_again(storage: Storage, fetched: list[str]) -> None:
    working = bring_all(storage)
    first = sorted(fetched)
    fetched.clear()
    (working.storage / "held.json").write_text("{", "ascii")
    bring_all(storage)
    assert sorted(fetched) == first


def test_a_file_replaced_while_it_is_fetched_comes_whole(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = report(tmp_path, 6)

    def replaced(fetch: Fetch, store: Store, name: str, to: Path) -> None:
        fetch(store, name, to)
        if name == NAME and storage.get(NAME) != new:
            to.write_bytes(to.read_bytes()[:-100] + new[-100:])  # half of each
            storage.put(NAME, new)

    instead(monkeypatch, replaced)
    working = bring_all(storage)
    assert (working.root / NAME).read_bytes() == new


def test_a_file_that_is_never_at_rest_is_refused_and_the_others_count(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def growing(fetch: Fetch, store: Store, name: str, to: Path) -> None:
        fetch(store, name, to)
        if name == NAME:
            storage.put(NAME, storage.get(NAME) + b"more")

    instead(monkeypatch, growing)
    outcome, _ = run_on(storage, "first")
    states = {item.file: (item.status, item.reason) for item in outcome.district.receipts}
    status, reason = states.pop(NAME.removeprefix("inbox/"))
    assert status is Status.REJECTED
    assert "没有复制完" in reason
    assert {status for status, _ in states.values()} == {Status.RECEIVED}
    assert not (storage.workspace.root / NAME).exists()


def test_a_file_that_ends_early_is_not_taken_for_whole(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(fetch: Fetch, store: Store, name: str, to: Path) -> None:
        fetch(store, name, to)
        if name == NAME:
            to.write_bytes(to.read_bytes()[:-1])

    instead(monkeypatch, cut_off)
    working = bring_all(storage)
    assert not (working.root / NAME).exists()
    assert NAME not in recall(working)


def test_one_file_that_may_not_be_read_stops_no_run(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(fetch: Fetch, store: Store, name: str, to: Path) -> None:
        if name == NAME:
            raise PermissionError(errno.EACCES, "x")
        fetch(store, name, to)

    instead(monkeypatch, forbidden)
    outcome, _ = run_on(storage, "first")
    assert [item.file for item in outcome.open_receipts] == [NAME.removeprefix("inbox/")]


def test_once_it_can_be_read_it_counts(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "fetch", lambda *_: _raise(PermissionError(errno.EACCES, "x")))
        with pytest.raises(WorkspaceError, match="配置文件取不到"):
            run_on(storage, "first")
    outcome, _ = run_on(storage, "second")
    assert outcome.open_receipts == ()


@pytest.mark.parametrize("name", ["inbox/../../outside.docx", "inbox/a\\..\\b.docx"])
def test_no_name_leads_out_of_the_working_copy(storage: Storage, name: str, tmp_path: Path) -> None:
    storage.put("inbox/x.docx", b"x")
    content = storage.system.store.pop(f"{storage.root}/inbox/x.docx")
    storage.system.store[f"{storage.root}/{name}"] = content
    working = bring_all(storage)
    assert not [
        path for path in tmp_path.rglob("*") if path.name.endswith(("outside.docx", "b.docx"))
    ]
    assert (working.root / NAME).exists()


def test_what_nobody_means_as_a_report_is_left_there(storage: Storage, fetched: list[str]) -> None:
    for name in ("inbox/~$锁.docx", "inbox/a.docx.part", "inbox/.hidden/b.docx", "inbox/README.md"):
        storage.put(name, b"x")
    bring_all(storage)
    assert {name for name in fetched if name.startswith("inbox/")} == {
        name for name in listing(connect(storage.url)) if name.startswith("inbox/")
    }
    assert len([name for name in fetched if name.startswith("inbox/")]) == 3


def test_a_full_disk_here_is_said_with_place_and_remedy_and_leaves_no_file_cut_off(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = bring_all(storage)
    before = (working.root / NAME).read_bytes()
    storage.put(NAME, report(tmp_path, 6))
    monkeypatch.setattr(fetching, "_put", lambda *_, **__: _raise(OSError(errno.ENOSPC, "full")))
    with pytest.raises(WorkspaceError, match="工作副本") as caught:
        bring_all(storage)
    assert str(working.root) in str(caught.value)
    assert "HUIZONG_STATE" in caught.value.remedy
    assert (working.root / NAME).read_bytes() == before


def test_a_link_out_of_the_inbox_is_not_followed(tmp_path: Path, workspace: Workspace) -> None:
    storage = Storage(f"file://{tmp_path}/share")
    storage.fill(workspace.root)
    secret = tmp_path / "secret.docx"
    secret.write_bytes(b"secret")
    (tmp_path / "share/inbox/link.docx").symlink_to(secret)
    outcome, _ = run_on(storage, "first")
    assert [item.file for item in outcome.open_receipts] == ["link.docx"]
    assert not (storage.workspace.inbox / "link.docx").exists()


def test_a_place_that_is_no_workspace_is_named(storage: Storage) -> None:
    storage.remove("profile")
    with pytest.raises(WorkspaceError, match="不是工作区") as caught:
        run_on(storage, "first")
    assert storage.url in str(caught.value)


def test_an_inbox_that_is_gone_is_no_silent_district(tmp_path: Path, workspace: Workspace) -> None:
    storage = Storage(f"file://{tmp_path}/share")
    storage.fill(workspace.root)
    storage.remove("inbox")
    with pytest.raises(WorkspaceError, match="收件目录不存在"):
        run_on(storage, "first")


def _raise(error: Exception) -> Any:  # noqa: ANN401 - it does not return
    raise error
