"""Workspaces are found, orders are checked, reports are shared out evenly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.composition import chunks, shares
from flows.settings import CHUNK, Order, Workspace, open_workspace, surrounding_workspace
from tasks.errors import WorkspaceError
from tests.unit.flows.faults import submission


def order(run: str = "run", workers: int = 2) -> Order:
    return Order(workspace=Workspace(root=Path("ws")), run=run, started="", workers=workers)


@given(count=st.integers(0, 300), workers=st.integers(1, 8))
def test_every_submission_is_in_exactly_one_chunk_in_order(count: int, workers: int) -> None:
    submissions = tuple(submission(str(number)) for number in range(count))
    parts = chunks(submissions, order(workers=workers))
    assert tuple(item for part in parts for item in part) == submissions
    assert all(1 <= len(part) <= CHUNK for part in parts)


@given(count=st.integers(2, 300))
def test_two_workers_both_get_something_to_do(count: int) -> None:
    submissions = tuple(submission(str(number)) for number in range(count))
    assert len(chunks(submissions, order(workers=2))) >= 2


@given(count=st.integers(0, 900), workers=st.integers(1, 8))
def test_every_chunk_is_in_one_share_in_order_and_shares_are_few(count: int, workers: int) -> None:
    parts = tuple((submission(str(number)),) for number in range(count))
    found = shares(parts, workers)
    assert tuple(chunk for share in found for chunk in share) == parts
    assert len(found) <= 8 * workers
    assert len(found) >= min(workers, count)


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "-x", "a b", "x" * 65])
def test_a_run_name_that_is_no_folder_name_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        order(run=name)


@pytest.mark.parametrize("name", ["20260302-090000", "第一次汇总", "v1.2_final"])
def test_a_run_name_may_be_chinese_and_hold_points(name: str) -> None:
    assert order(run=name).run == name


def test_a_folder_without_a_profile_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        open_workspace(tmp_path)


@pytest.mark.parametrize(("below", "found"), [("x", True), ("a/b/x", True), ("a/b/c/x", False)])
def test_a_file_belongs_to_the_workspace_up_to_three_folders_above(
    tmp_path: Path, below: str, *, found: bool
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "district.toml").touch()
    folder = (tmp_path / below).parent
    workspace = surrounding_workspace(folder / "report.docx")
    assert (workspace == Workspace(root=tmp_path)) is found
