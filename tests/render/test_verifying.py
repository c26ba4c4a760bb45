"""`huizong verify`: a report that somebody edited, from the file to the exit code."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from flows.direct import run_directly
from flows.settings import Workspace
from flows.verifying import verify_file
from tasks.delivery.layout.template import standard_template
from tasks.errors import WorkspaceError
from tests.flow.workspaces import make_workspace, order_for


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path, {"第一局": 3, "第二局": 4, "第三局": 5})
    run_directly(order_for(made, "one"))
    return made


def report_of(workspace: Workspace) -> Path:
    return next(workspace.outbox.glob("*/最新/*汇总稿*.docx"))


def test_the_report_of_a_run_verifies_as_it_is(workspace: Workspace) -> None:
    assert verify_file(report_of(workspace), workspace.root, restore=False) == 0


def test_a_number_added_by_hand_is_named(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document(str(report_of(workspace)))
    document.paragraphs[2].add_run("另办理案件4321件。")
    edited = tmp_path / "edited.docx"
    document.save(str(edited))
    assert verify_file(edited, workspace.root, restore=False) == 1
    shown = capsys.readouterr().out
    assert "数字新增" in shown
    assert "4321" in shown


def test_a_report_of_an_earlier_run_is_held_against_that_run_and_the_latest(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = next(workspace.outbox.glob("*/one/*汇总稿*.docx"))
    next(iter(sorted(workspace.inbox.glob("*.docx")))).unlink()
    run_directly(order_for(workspace, "two"))
    assert verify_file(earlier, workspace.root, restore=False) == 1
    shown = capsys.readouterr().out
    assert "来源变化" in shown
    assert "数字改动" not in shown


def test_the_template_is_looked_at_and_restored(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    template = workspace.profile / "report.docx"
    with pytest.raises(WorkspaceError):
        verify_file(template, workspace.root, restore=False)
    assert verify_file(template, workspace.root, restore=True) == 0
    document = docx.Document(str(template))
    document.styles["公文正文"].font.size = 120000
    document.save(str(template))
    assert verify_file(template, workspace.root, restore=False) == 1
    assert "字号" in capsys.readouterr().out
    assert verify_file(template, workspace.root, restore=True) == 0
    assert template.read_bytes() == standard_template()
