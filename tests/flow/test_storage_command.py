"""The command over a workspace on storage, as people type it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.settings import STATE, Workspace
from tasks.delivery.outbox import LATEST
from tests.flow.storages import Storage
from tests.flow.test_command import huizong

SECRET = "geheim"  # noqa: S105 - nobody's


@pytest.fixture
def storage(workspace: Workspace, tmp_path: Path) -> Storage:
    made = Storage(f"file://{tmp_path}/share/望澜")
    made.fill(workspace.root)
    return made


def test_run_doctor_corrections_and_diff_take_an_address(storage: Storage, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    for name in ("first", "second"):
        done = huizong("run", storage.url, "--state", state, "--direct", "--run-name", name)
        assert done.returncode == 1, done.stderr
        assert f"成果目录：{storage.url}/outbox/2025/{name}" in done.stdout
    assert Path(storage.root, "outbox/2025", LATEST).resolve().name == "second"
    here = {STATE: state}
    assert "已记录 2 次运行" in huizong("doctor", storage.url, **here).stdout
    listed = huizong("corrections", "list", "--workspace", storage.url, **here)
    assert "还没有任何更正" in listed.stdout
    assert "first → second" in huizong("diff", "--workspace", storage.url, **here).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "a.docx", "s3://bucket/望澜"),
        ("roll-up", "s3://bucket/望澜/outbox/2025/最新"),
        ("roll-up", "run", "--workspace", "s3://bucket/望澜"),
        ("inspect", "s3://bucket/望澜/inbox/a.docx"),
        ("init", "s3://bucket/望澜", "--district", "望澜区", "--year", "2025"),
        ("corrections", "s3://bucket/a.xlsx"),
    ],
)
def test_where_no_address_can_be_given_it_is_said(words: tuple[str, ...], tmp_path: Path) -> None:
    done = huizong(*words, **{STATE: str(tmp_path)})
    assert done.returncode == 2
    assert "不能用存储地址" in done.stderr
    assert "处理办法" in done.stderr


def test_without_the_driver_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "s3fs.py").write_text("raise ImportError('not installed')", "utf-8")
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    done = huizong("run", "s3://bucket/a", PYTHONPATH=path, **{STATE: str(tmp_path / "state")})
    assert done.returncode == 2
    assert 'pip install "huizong[storage]"' in done.stderr


def test_a_password_in_the_address_is_not_said_again(tmp_path: Path) -> None:
    address = f"smb://user:{SECRET}@host/share/ws"
    for command in ("run", "serve", "doctor", "verify", "init"):
        more = ("--district", "望澜区", "--year", "2025") if command == "init" else ()
        done = huizong(command, address, *more, **{STATE: str(tmp_path / "state")})
        assert done.returncode != 0
        assert SECRET not in done.stdout + done.stderr
    assert not (tmp_path / "state").exists()


def test_a_working_copy_that_cannot_be_made_is_said(storage: Storage, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    done = huizong("run", storage.url, "--state", str(tmp_path / "taken"))
    assert done.returncode == 2
    assert "工作副本" in done.stderr
    assert STATE in done.stderr


def test_a_cluster_has_to_see_the_working_copy(storage: Storage, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), STATE: ""}
    done = huizong("run", storage.url, "--cluster", "tcp://127.0.0.1:1", **home)
    assert done.returncode == 2
    assert "集群" in done.stderr
