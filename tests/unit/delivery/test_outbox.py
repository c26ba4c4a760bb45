"""Both or neither: a run's outputs appear together, and earlier runs stay."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.artefact import Artefact, Filed, MediaType
from tasks.delivery import outbox as outbox_module
from tasks.delivery.outbox import LATEST, publish
from tasks.errors import PublishError

YEAR = 2023


def artefact(path: str, content: str) -> Artefact:
    return Artefact(path=path, media_type=MediaType.TEXT, content=content.encode())


def outputs(mark: str) -> tuple[Artefact, ...]:
    return (
        artefact("manifest.json", f"{mark}-manifest"),
        artefact("溯源/index.html", f"{mark}-index"),
        artefact("溯源/区司法局.html", f"{mark}-page"),
        artefact("报告.docx", f"{mark}-report"),
    )


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def expected(mark: str) -> dict[str, str]:
    return {a.path: a.content.decode() for a in outputs(mark)}


def test_all_outputs_stand_in_the_runs_folder_and_latest_leads_there(tmp_path: Path) -> None:
    folder = publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    assert folder == tmp_path / "2023" / "r1"
    assert contents(folder) == expected("a")
    assert contents(tmp_path / "2023" / LATEST) == expected("a")
    assert {path.name for path in folder.parent.iterdir()} == {"r1", LATEST}


def test_a_second_run_moves_latest_and_leaves_the_first(tmp_path: Path) -> None:
    first = publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r2")
    assert contents(first) == expected("a")
    assert contents(tmp_path / "2023" / LATEST) == expected("b")


def test_an_existing_run_is_never_overwritten(tmp_path: Path) -> None:
    first = publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    with pytest.raises(PublishError, match="已经存在"):
        publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r1")
    assert contents(first) == expected("a")
    assert contents(tmp_path / "2023" / LATEST) == expected("a")


@pytest.mark.parametrize(
    "path",
    ["../x", "/x", "a/../b", "", "a//b", "a/./b", "C:x", "a\\b", "x.", "x ", " x", "a/\x00", ".."],
)
def test_paths_that_could_leave_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError, match="不安全"):
        publish((artefact(path, "x"),), outbox=tmp_path / "o", year=YEAR, run="r1")
    assert not (tmp_path / "o").exists()


def test_two_outputs_with_one_path_are_refused_also_where_case_does_not_count(
    tmp_path: Path,
) -> None:
    twice = (artefact("A.html", "1"), artefact("a.html", "2"))
    with pytest.raises(PublishError, match="重复"):
        publish(twice, outbox=tmp_path, year=YEAR, run="r1")


@pytest.mark.parametrize(
    "run", ["", ".", "..", "a/b", "最新", ".staging-x", "a.", "a\\b", "a" * 200]
)
def test_run_names_that_are_no_plain_folder_name_are_refused(tmp_path: Path, run: str) -> None:
    with pytest.raises(PublishError, match="运行名称"):
        publish(outputs("a"), outbox=tmp_path, year=YEAR, run=run)


@given(st.lists(st.sampled_from(["..", ".", "", "a", "b.txt", "最新"]), min_size=1, max_size=5))
def test_whatever_is_accepted_stays_below_the_folder(parts: list[str]) -> None:
    path = "/".join(parts)
    if outbox_module._safe(path):
        assert Path("/run", path).resolve().is_relative_to("/run")
        assert not {"..", ".", ""} & set(parts)


class PulledPlugError(BaseException):
    """What a killed process is to the code: nothing after it runs, no handler helps."""


# Each step at which the system can refuse or the plug can be pulled.
STEPS = ("mkdir", "fsync", "rename", "symlink_to", "replace")


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, nth: int, error: BaseException) -> None:
    """Let the nth call of the step fail."""
    owner = Path if step in {"mkdir", "symlink_to"} else os
    true = getattr(owner, step)
    calls = iter(range(1, 1000))

    def failing(*args: object, **rest: object) -> object:
        if next(calls) == nth:
            raise error
        return true(*args, **rest)

    monkeypatch.setattr(owner, step, failing)


def whole_or_absent(room: Path) -> None:
    assert contents(room / "r1") == expected("a")
    if (room / "r2").exists():
        assert contents(room / "r2") == expected("b")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_kill_at_any_step_leaves_the_earlier_run_or_both_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, nth: int
) -> None:
    """And the next publish works, with nothing left over."""
    publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    room = tmp_path / "2023"
    with monkeypatch.context() as patch:
        fail_at(patch, step, nth, PulledPlugError())
        try:
            publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r2")
        except PulledPlugError:
            whole_or_absent(room)
            assert contents(room / LATEST) in (expected("a"), expected("b"))
    publish(outputs("c"), outbox=tmp_path, year=YEAR, run="r3")
    assert contents(room / LATEST) == expected("c")
    assert not [path for path in room.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_where_links_do_not_work_a_kill_never_loses_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Between the two renames 最新 may be away for a moment; the next publish heals it."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "links are not supported")

    monkeypatch.setattr(Path, "symlink_to", no_links)
    publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    room = tmp_path / "2023"
    assert not (room / LATEST).is_symlink()
    assert contents(room / LATEST) == expected("a")
    with monkeypatch.context() as patch:
        fail_at(patch, "replace", nth, PulledPlugError())
        try:
            publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r2")
        except PulledPlugError:
            whole_or_absent(room)
    publish(outputs("c"), outbox=tmp_path, year=YEAR, run="r3")
    assert contents(room / LATEST) == expected("c")
    assert not [path for path in room.iterdir() if path.name.startswith(".")]


def test_an_exchange_cut_in_the_middle_is_undone_by_the_next_publish(tmp_path: Path) -> None:
    """Even when that one is refused for another reason, the old 最新 is back."""
    publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    room = tmp_path / "2023"
    (room / LATEST).unlink()
    shutil.copytree(room / "r1", room / ".previous-r2")
    with pytest.raises(PublishError):
        publish(outputs("x"), outbox=tmp_path, year=YEAR, run="r1")
    assert contents(room / LATEST) == expected("a")


@pytest.mark.parametrize("step", ["mkdir", "fsync", "rename"])
def test_what_the_system_refuses_becomes_an_error_with_a_remedy_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    room = tmp_path / "2023"
    with monkeypatch.context() as patch:
        fail_at(patch, step, 1, OSError(28, "No space left on device"))
        with pytest.raises(PublishError, match="未能写入") as caught:
            publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r2")
    assert "磁盘" in caught.value.remedy
    assert {path.name for path in room.iterdir()} == {"r1", LATEST}
    assert contents(room / "r1") == expected("a")


def filed(path: str, folder: Path) -> Filed:
    """Return the output that an earlier run published in this folder."""
    content = (folder / path).read_bytes()
    return Filed(
        path=path,
        media_type=MediaType.TEXT,
        folder=folder,
        digest=hashlib.sha256(content).digest(),
        size=len(content),
        published=True,
    )


@pytest.mark.parametrize("links", [True, False])
def test_what_lies_in_a_file_is_linked_or_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "links are not supported")

    first = publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    page = first / "报告.docx"
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    taken = filed("报告.docx", first)
    second = publish((taken,), outbox=tmp_path, year=YEAR, run="r2")
    assert contents(second) == {"报告.docx": "a-report"}
    assert (second / "报告.docx").samefile(page) == links
    page.unlink()
    assert contents(second) == {"报告.docx": "a-report"}


def test_a_pointer_that_cannot_move_is_told_while_the_run_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(outputs("a"), outbox=tmp_path, year=YEAR, run="r1")
    with monkeypatch.context() as patch:
        fail_at(patch, "replace", 1, PermissionError(13, "in use"))
        with pytest.raises(PublishError, match="最新"):
            publish(outputs("b"), outbox=tmp_path, year=YEAR, run="r2")
    assert contents(tmp_path / "2023" / "r2") == expected("b")
    assert contents(tmp_path / "2023" / LATEST) == expected("a")


def test_every_file_and_every_folder_is_flushed_before_the_run_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[str] = []
    folders: list[str] = []
    staging = tmp_path / "2023" / ".staging-r1"

    def note(told: list[str]) -> Callable[[Path], None]:
        return lambda path: told.append(
            path.relative_to(staging).as_posix() if staging.exists() else "the run's folder"
        )

    monkeypatch.setattr(outbox_module, "_WAITING", 2)
    monkeypatch.setattr(outbox_module, "_flush", note(files))
    monkeypatch.setattr(outbox_module, "_flush_folder", note(folders))
    paths = ["a/b/c.txt", "a/d.txt", "e/f.txt", "g.txt", "h.txt"]
    publish((artefact(path, path) for path in paths), outbox=tmp_path, year=YEAR, run="r1")
    assert sorted(files) == paths
    assert sorted(folders) == [".", "a", "a/b", "e", "the run's folder"]
