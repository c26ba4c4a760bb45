"""A workspace on storage: the same bytes, all of a run or nothing, nobody's files touched."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from flows.direct import run_directly
from flows.outcome import Outcome
from flows.settings import Order, Workspace
from flows.storage.carrying import PLACE
from flows.storage.publishing import MANIFEST, clear_up
from flows.storage.store import Store, connect
from tasks.delivery.outbox import LATEST
from tasks.errors import PublishError
from tests import s3
from tests.flow.storages import Storage, in_memory, quicken, run_on
from tests.flow.workspaces import order_for, outputs, report_of, write_docx

NAME = "inbox/区水利局2025年法治政府建设年度报告.docx"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quicken(monkeypatch, tmp_path / "state")


def a_storage(kind: str, request: pytest.FixtureRequest, folder: Path) -> Storage:
    if kind == "memory":
        return in_memory()
    if kind in {"file", "share"}:
        return Storage(f"file://{folder}/share/望澜 区")
    server = request.getfixturevalue("s3_server")
    patch = request.getfixturevalue("monkeypatch")
    patch.setenv("AWS_ACCESS_KEY_ID", s3.KEY)
    patch.setenv("AWS_SECRET_ACCESS_KEY", s3.SECRET)
    patch.setenv("AWS_ENDPOINT_URL", server)
    bucket = f"bucket-{uuid4().hex[:8]}"
    storage = Storage(f"s3://{bucket}/望澜 区")
    storage.system.mkdir(bucket)
    return storage


@pytest.fixture(params=["memory", "file", "share", "s3"])
def storage(request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path) -> Storage:
    """Return a storage of each kind that holds the three good reports.

    A share is a folder that knows no links.
    """
    if request.param == "share":
        request.getfixturevalue("monkeypatch").setattr(Store, "link", lambda *_: False)
    made = a_storage(request.param, request, tmp_path)
    made.fill(workspace.root)
    return made


def never(_order: Order) -> Outcome:
    raise AssertionError


def report(tmp_path: Path, trainings: int) -> bytes:
    path = tmp_path / "report.docx"
    write_docx(path, report_of("区水利局", trainings))
    return path.read_bytes()


def leads_to(storage: Storage, run: str) -> bool:
    """Say whether readers of 最新 find this run there."""
    latest = f"outbox/2025/{LATEST}"
    if storage.get_kind(latest) == "file":
        return storage.get(latest).decode() == f"{run}\n"
    return storage.contents(latest) == storage.contents(f"outbox/2025/{run}")


def runs(storage: Storage) -> set[str]:
    """Return the names of the folders in which readers look for runs."""
    found = (name.split("/") for name in storage.names("outbox"))
    return {parts[2] for parts in found if not parts[2].startswith((".", LATEST))}


def test_the_outputs_are_a_local_runs_no_input_is_touched_and_no_secret_written(
    storage: Storage, workspace: Workspace
) -> None:
    before = storage.inputs()
    run_on(storage, "first", run_directly)
    local = outputs(Path(run_directly(order_for(workspace, "first")).folder))
    here = storage.workspace.outbox / "2025" / "first"
    assert outputs(here) == local
    published = storage.contents("outbox/2025/first")
    assert published == {name: (here / name).read_bytes() for name in local}
    assert storage.inputs() == before
    kept = [path for path in storage.workspace.root.rglob("*") if path.is_file()]
    assert not [path for path in kept if s3.SECRET.encode() in path.read_bytes()]


def test_readers_are_led_to_the_newest_run_and_earlier_runs_stay(
    storage: Storage, tmp_path: Path
) -> None:
    run_on(storage, "first")
    first = storage.contents("outbox/2025/first")
    storage.put(NAME, report(tmp_path, 6))
    run_on(storage, "second")
    assert leads_to(storage, "second")
    assert storage.contents("outbox/2025/first") == first
    assert storage.contents("outbox/2025/second") != first


def test_between_runs_nothing_but_runs_and_the_pointer_is_there(storage: Storage) -> None:
    run_on(storage, "first")
    run_on(storage, "second")
    tops = {name.split("/")[2] for name in storage.names("outbox")}
    assert tops == {"first", "second", LATEST}
    assert storage.names(".huizong") == {PLACE}


def test_the_second_run_fetches_only_what_changed(storage: Storage, tmp_path: Path) -> None:
    run_on(storage, "first")
    storage.put(NAME, report(tmp_path, 6))
    storage.remove("inbox/区教育局2025年法治政府建设年度报告.docx")
    _, said = run_on(storage, "second")
    assert said[1].startswith("取回 1 个，删去 1 个")
    assert (storage.workspace.root / NAME).read_bytes() == storage.get(NAME)


def test_a_run_name_that_is_taken_is_refused_before_anything_is_read(storage: Storage) -> None:
    run_on(storage, "first")
    before = storage.contents("outbox/2025/first")
    with pytest.raises(PublishError, match="已经存在"):
        run_on(storage, "first", never)
    assert storage.contents("outbox/2025/first") == before


class TestKilled:
    """A process that ends at any moment leaves whole runs, and the next run clears up."""

    def test_whatever_was_done_last(self, storage: Storage, tmp_path: Path) -> None:
        run_on(storage, "first")
        whole = storage.contents("outbox/2025/first")
        storage.put(NAME, report(tmp_path, 6))
        for changes in itertools.count():
            ended = run_killed_after(changes, storage)
            assert storage.contents("outbox/2025/first") == whole
            self.readers_see_whole_runs(storage, len(whole))
            clear_up(connect(storage.url))
            assert [run for run in runs(storage) if leads_to(storage, run)]
            run_on(storage, f"next-{changes}")
            assert leads_to(storage, f"next-{changes}")
            assert not [name for name in storage.names("outbox") if "/." in name]
            assert storage.names(".huizong") == {PLACE}
            for run in runs(storage):
                assert len(storage.contents(f"outbox/2025/{run}")) == len(whole)
            if ended:
                assert changes > 5
                return

    def readers_see_whole_runs(self, storage: Storage, files: int) -> None:
        led_to = [run for run in runs(storage) if leads_to(storage, run)]
        assert led_to or not storage.names(f"outbox/2025/{LATEST}")
        for run in runs(storage):
            found = storage.contents(f"outbox/2025/{run}")
            assert MANIFEST not in found or len(found) == files
            assert MANIFEST in found or run not in led_to


class Killed(BaseException):
    """What a test raises in place of a signal that cannot be caught."""


CHANGES = ("write", "create", "put", "rename", "link", "remove", "remove_tree")


def run_killed_after(changes: int, storage: Storage) -> bool:
    """Run, with nothing more done to the storage after so many changes; say whether it ended."""
    left = itertools.count(changes, -1)

    def dying(change: Callable[..., Any]) -> Callable[..., Any]:
        def change_or_die(*arguments: object, **named: object) -> object:
            if next(left) <= 0:
                raise Killed
            return change(*arguments, **named)

        return change_or_die

    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(Store, name, dying(getattr(Store, name)))
        try:
            run_on(storage, f"killed-{changes}")
        except Killed:
            return False
    return True
