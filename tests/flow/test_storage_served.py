"""A served workspace on storage: looked at from afar, run only when something changed."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from flows import watching
from flows.arrivals import digest
from flows.listing import take_listing
from flows.memory import recall
from flows.served import Done, carry_out
from flows.settings import STATE, Workspace
from flows.storage.store import Store
from tasks.errors import WorkspaceError
from tests.flow.quick import run_quickly
from tests.flow.served_house import DONE, QUICK, READY, Served, wait_for
from tests.flow.storages import Storage, quicken
from tests.flow.test_served import FakeTime
from tests.flow.test_served import Office as Told
from tests.flow.test_watching import TERMS, Runner
from tests.flow.workspaces import report_of, write_docx

NAME = "inbox/区水利局2025年法治政府建设年度报告.docx"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quicken(monkeypatch, tmp_path / "state")
    monkeypatch.setattr(watching, "LEAST", 0.2)
    monkeypatch.setattr(watching, "ASKING", 0.2)


def report(tmp_path: Path, trainings: int) -> bytes:
    path = tmp_path / "report.docx"
    write_docx(path, report_of("区水利局", trainings))
    return path.read_bytes()


def serve_once(storage: Storage, told: Told) -> Done:
    return carry_out(storage.workspace, run_quickly, tell=told.tell, clock=FakeTime().clock)


def runs(storage: Storage) -> set[str]:
    return {name for name in storage.names("outbox") if name.endswith("manifest.json")}


def test_a_run_is_made_once_and_its_address_told(storage: Storage) -> None:
    told = Told()
    first, second = serve_once(storage, told), serve_once(storage, told)
    assert first.folder.startswith(f"{storage.url}/outbox/2025/")
    assert first.folder in told.notices[0].text
    assert second.outcome is None
    assert len(runs(storage)) == len(told.notices) == 1
    assert recall(storage.workspace).covered == digest(take_listing(storage.workspace))


@pytest.mark.parametrize("what", ["report", "profile", "outputs"])
def test_what_changes_on_the_storage_makes_a_run(
    storage: Storage, tmp_path: Path, what: str
) -> None:
    first = serve_once(storage, Told())
    if what == "report":
        storage.put(NAME, report(tmp_path, 6))
    elif what == "profile":
        storage.put(
            "profile/roster.csv", storage.get("profile/roster.csv") + "区民政局,,局\n".encode()
        )
    else:
        storage.remove(first.folder.removeprefix(f"{storage.url}/"))
    assert serve_once(storage, Told()).outcome is not None


def test_surplus_runs_go_and_the_newest_stays(storage: Storage, tmp_path: Path) -> None:
    storage.put("profile/serving.toml", b"[retention]\nkeep_runs = 1\n")
    serve_once(storage, Told())
    storage.put(NAME, report(tmp_path, 6))
    second = serve_once(storage, Told())
    assert second.missed == ()
    assert runs(storage) == {f"{second.folder.removeprefix(f'{storage.url}/')}/manifest.json"}
    assert not [name for name in storage.names("outbox") if "/." in name]


def test_an_inbox_that_is_empty_all_at_once_makes_no_run(storage: Storage) -> None:
    serve_once(storage, Told())
    for name in [name for name in storage.names("inbox") if name.endswith(".docx")]:
        storage.remove(name)
    with pytest.raises(WorkspaceError, match="现在是空的"):
        serve_once(storage, Told())
    assert len(runs(storage)) == 1


def test_the_watcher_sees_what_arrives_on_the_storage(storage: Storage, tmp_path: Path) -> None:
    runner = Runner(storage.workspace)

    async def story() -> None:
        watching_it = asyncio.create_task(runner.watch(TERMS, lambda: len(runner.asked) == 2))
        while not runner.asked:  # noqa: ASYNC110 - a test looks from outside
            await asyncio.sleep(0.05)
        storage.put(NAME, report(tmp_path, 6))
        await watching_it

    asyncio.run(story())
    assert runner.asked[-1] == digest(take_listing(storage.workspace))


def test_a_storage_that_is_away_is_said_once_and_looked_at_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def away(_store: Store, name: str) -> object:
        looks.append(name)
        raise PermissionError(13, "x")

    monkeypatch.setattr(Store, "entries", away)
    runner = Runner(storage.workspace)
    terms = TERMS.model_copy(update={"rescan_seconds": 1})
    asyncio.run(runner.watch(terms, lambda: len(looks) >= 3))
    assert len(runner.said) == 1
    assert storage.url in runner.said[0]


@pytest.mark.flow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_the_command_serves_an_address(workspace: Workspace, tmp_path: Path) -> None:
    storage = Storage(f"file://{tmp_path}/share/望澜")
    storage.fill(workspace.root)
    storage.put("profile/serving.toml", QUICK.encode())
    served = Served(storage.workspace)
    served.start(**{STATE: str(tmp_path / "state")})
    try:
        wait_for(lambda: READY in served.said and DONE in served.said, "the first run")
        storage.put(NAME, report(tmp_path, 6))
        wait_for(lambda: served.said.count(DONE) == 2, "the second run")
        assert len(runs(storage) - {name for name in runs(storage) if "最新" in name}) == 2
        assert served.said.count("取回 1 个") == 1
    finally:
        assert served.stop(signal.SIGTERM) == 0
