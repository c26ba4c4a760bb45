"""Whole runs: the same by Prefect and without it, twice the same, and honest about faults."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from flows.direct import run_directly
from flows.settings import Workspace
from tests.flow.conftest import DEPARTMENTS
from tests.flow.workspaces import make_workspace, order_for, outputs


@pytest.fixture
def broken(workspace: Workspace) -> Path:
    """Put a file that is no Word file beside the good ones."""
    path = workspace.inbox / "区民政局2025年法治政府建设年度报告.docx"
    path.write_bytes(b"PK\x03\x04 cut off in the middle")
    return path


def test_two_runs_on_the_same_inbox_write_identical_bytes(workspace: Workspace) -> None:
    first = run_directly(order_for(workspace, "first"))
    second = run_directly(order_for(workspace, "second"))
    assert outputs(Path(first.folder)) == outputs(Path(second.folder))


def test_where_the_workspace_lies_does_not_show_in_the_outputs(tmp_path: Path) -> None:
    here = make_workspace(tmp_path / "here", DEPARTMENTS)
    there = make_workspace(tmp_path / "quite" / "elsewhere", DEPARTMENTS)
    runs = [run_directly(order_for(workspace, "run")) for workspace in (here, there)]
    assert outputs(Path(runs[0].folder)) == outputs(Path(runs[1].folder))


def test_a_broken_file_is_named_and_the_good_ones_are_there(
    workspace: Workspace, broken: Path
) -> None:
    outcome = run_directly(order_for(workspace, "run"))
    refused = [item for item in outcome.district.receipts if item.rejection]
    assert [item.file for item in refused] == [broken.name]
    assert refused[0].reason
    assert len(outcome.district.reports) == len(DEPARTMENTS)
    assert outcome.exit_code == 1


def test_the_workbook_names_the_broken_file_with_its_reason(
    workspace: Workspace, broken: Path
) -> None:
    outcome = run_directly(order_for(workspace, "run"))
    reason = next(item.reason for item in outcome.district.receipts if item.rejection)
    (book,) = Path(outcome.folder).glob("*.xlsx")
    rows = openpyxl.load_workbook(book)["报送情况"].iter_rows(values_only=True)
    named = [row for row in rows if broken.name in row]
    assert len(named) == 1
    assert any(reason in str(value) for value in named[0])


@pytest.mark.flow
@pytest.mark.usefixtures("prefect_server")
class TestByPrefect:
    """The flow, under Prefect's test harness."""

    def test_the_flow_writes_the_same_bytes_as_the_direct_run(
        self, workspace: Workspace, broken: Path
    ) -> None:
        from flows.consolidation import run_flow  # noqa: PLC0415 - after the harness

        assert broken.exists()
        direct = run_directly(order_for(workspace, "direct"))
        flow = run_flow(order_for(workspace, "flow"))
        assert outputs(Path(direct.folder)) == outputs(Path(flow.folder))

    def test_a_run_with_faults_ends_as_completed_named_partial(
        self, workspace: Workspace, broken: Path
    ) -> None:
        from flows.consolidation import consolidation  # noqa: PLC0415 - after the harness

        assert broken.exists()
        state = consolidation(order_for(workspace, "run"), return_state=True)
        assert state.is_completed()
        assert state.name == "Partial"

    def test_a_faulty_profile_fails_the_flow_with_its_own_error(self, workspace: Workspace) -> None:
        from flows.consolidation import run_flow  # noqa: PLC0415 - after the harness
        from tasks.errors import ProfileError  # noqa: PLC0415 - beside it

        (workspace.profile / "district.toml").write_text("name = ", encoding="utf-8")
        with pytest.raises(ProfileError):
            run_flow(order_for(workspace, "run"))
