"""One run at a time in a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.lock import only_run
from flows.settings import Workspace
from tasks.errors import WorkspaceError


def test_a_second_run_beside_the_first_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(root=tmp_path)
    with only_run(workspace), pytest.raises(WorkspaceError), only_run(workspace):
        pass


def test_a_second_run_after_the_first_is_let_in(tmp_path: Path) -> None:
    workspace = Workspace(root=tmp_path)
    for _ in range(2):
        with only_run(workspace):
            assert workspace.lock.exists()


def test_workspaces_do_not_hinder_each_other(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    with only_run(Workspace(root=here)), only_run(Workspace(root=there)):
        assert (there / ".huizong").is_dir()
