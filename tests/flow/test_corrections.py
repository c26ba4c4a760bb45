"""From the workbook she filled in to the next run: made once, kept, undone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows.correcting import run_corrections
from flows.direct import run_directly
from flows.outcome import Outcome
from flows.settings import Workspace
from tasks.errors import HuizongError
from tasks.ledger import Ledger
from tests.flow.workspaces import order_for, outputs, report_of, write_docx

INDICATOR = "普法宣传活动场次"
REVIEWED = "复核.xlsx"
NAME = "区教育局2025年法治政府建设年度报告.docx"


def run(workspace: Workspace, name: str) -> Outcome:
    return run_directly(order_for(workspace, name))


def value(outcome: Outcome) -> int:
    return int(next(t.value for t in outcome.district.totals if t.indicator == INDICATOR))


def workbook(outcome: Outcome) -> Path:
    (path,) = Path(outcome.folder).glob("*.xlsx")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path)["数据明细"]
    head, *body = list(sheet.iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, head), line, strict=True)) for line in body]


def columns(sheet: Any) -> dict[str, int]:  # noqa: ANN401 - openpyxl's types know no plain sheet
    """Return where each column of the detail sheet is."""
    return {str(cell.value): cell.column for cell in sheet[3]}


def fill(source: Path, target: Path, text: str, **cells: Any) -> Path:  # noqa: ANN401 - as cells hold it
    """Save the workbook with cells of the row filled in whose department and value are `text`."""
    book = openpyxl.load_workbook(source)
    sheet = book["数据明细"]
    places = columns(sheet)
    for line in range(4, sheet.max_row + 1):
        said = [sheet.cell(line, places[head]).value for head in ("部门", "原文数值", "单位")]
        if "{}{}{}".format(*said) == text:
            for head, entry in cells.items():
                sheet.cell(line, places[head], entry)
    book.save(target)
    return target


def messages(outcome: Outcome, code: str) -> list[str]:
    return [item.message for item in outcome.district.diagnostics if item.code == code]


@pytest.fixture
def reviewed(workspace: Workspace) -> Workspace:
    """Return the workspace after a run whose workbook came back: 区教育局 held 18, not 8."""
    first = run(workspace, "first")
    assert value(first) == 21 + 8 + 5
    cells = {"复核": "更正", "更正值": 18, "备注": "电话核实"}
    fill(workbook(first), workspace.inbox / REVIEWED, "区教育局8场次", **cells)
    return workspace


def test_a_correction_counts_in_the_next_run_and_shows_both_values(reviewed: Workspace) -> None:
    second = run(reviewed, "second")
    assert value(second) == 21 + 18 + 5
    (row,) = (row for row in rows(workbook(second)) if row["更正情况"])
    assert (row["原文数值"], row["规范化数值"], row["是否计入合计"]) == (8, 18, "是")
    assert "原为8场次，更正为18场次" in row["更正情况"]
    assert (row["复核"], row["更正值"], row["备注"]) == ("更正", 18, "电话核实")
    page = Path(second.folder, "溯源", "区教育局.html").read_text(encoding="utf-8")
    assert "原为8场次，更正为18场次" in page


def test_a_figure_that_stood_beside_it_does_not_inherit_its_correction(
    reviewed: Workspace,
) -> None:
    """The corrected sentence is dropped; one just like it was in the report already."""
    lines = list(report_of("区教育局", 8))
    lines[6:7] = [lines[6], lines[6].replace("（一）开展普法宣传。全年", "（二）送法进校园。寒假")]
    write_docx(reviewed.inbox / NAME, lines)
    run(reviewed, "second")
    del lines[6]
    write_docx(reviewed.inbox / NAME, lines)
    third = run(reviewed, "third")
    assert value(third) == 21 + 8 + 5
    (asked,) = (
        item.message
        for report in third.district.reports
        for item in report.diagnostics
        if item.code == "correction_conflict"
    )
    assert "找不到" in asked


def test_the_workbook_is_no_report_and_is_named_among_the_inputs(reviewed: Workspace) -> None:
    second = run(reviewed, "second")
    assert all(item.rejection is None for item in second.district.receipts)
    assert REVIEWED in Path(second.folder, "manifest.json").read_text(encoding="utf-8")


def test_the_same_inbox_gives_the_same_bytes_again(reviewed: Workspace) -> None:
    assert outputs(Path(run(reviewed, "second").folder)) == outputs(
        Path(run(reviewed, "third").folder)
    )


def test_taken_in_by_command_it_is_the_same(reviewed: Workspace) -> None:
    path = shutil.move(reviewed.inbox / REVIEWED, reviewed.root / REVIEWED)
    assert run_corrections([str(path)], reviewed.root, entered="2026") == 0
    assert run_corrections([str(path)], reviewed.root, entered="2026") == 0
    with Ledger(reviewed.ledger) as ledger:
        assert len(ledger.corrections()) == 1
    assert value(run(reviewed, "second")) == 44


def test_undone_it_does_not_come_back_from_the_inbox_and_can_be_applied_again(
    reviewed: Workspace,
) -> None:
    corrected = outputs(Path(run(reviewed, "second").folder))
    run_corrections(["undo", "1"], reviewed.root, entered="2026")
    assert value(run(reviewed, "third")) == 34
    run_corrections(["undo", "2"], reviewed.root, entered="2026")
    assert outputs(Path(run(reviewed, "fourth").folder)) == corrected


def test_the_filled_in_workbook_dropped_again_changes_nothing(reviewed: Workspace) -> None:
    second = run(reviewed, "second")
    shutil.copy(workbook(second), reviewed.inbox / REVIEWED)
    assert value(run(reviewed, "third")) == 44
    with Ledger(reviewed.ledger) as ledger:
        assert len(ledger.corrections()) == 1


def test_what_was_undone_does_not_come_back_from_an_earlier_runs_workbook(
    reviewed: Workspace,
) -> None:
    """That workbook was filled in with what was in force; she reviews another row of it."""
    second = run(reviewed, "second")
    run_corrections(["undo", "1"], reviewed.root, entered="2026")
    path = reviewed.inbox / REVIEWED
    fill(workbook(second), path, "区水利局5场次", 复核="更正", 更正值=6)
    third = run(reviewed, "third")
    assert value(third) == 21 + 8 + 6
    (message,) = messages(third, "correction_problem")
    assert "已撤销" in message


def test_a_renamed_sheet_is_still_ours(reviewed: Workspace) -> None:
    path = reviewed.inbox / REVIEWED
    book = openpyxl.load_workbook(path)
    book["数据明细"].title = "明细"
    book.save(path)
    assert value(run(reviewed, "second")) == 44


def test_a_resubmission_with_the_paragraph_moved_keeps_the_correction(reviewed: Workspace) -> None:
    run(reviewed, "second")
    lines = list(report_of("区教育局", 8))
    lines.insert(5, "（一）加强组织领导。全年召开专题会议6次，研究法治工作。")
    lines[6], lines[5] = lines[5], lines[6]
    write_docx(reviewed.inbox / NAME, lines)
    assert value(run(reviewed, "third")) == 44


def test_a_resubmission_with_a_third_value_is_asked_again(reviewed: Workspace) -> None:
    run(reviewed, "second")
    write_docx(reviewed.inbox / NAME, report_of("区教育局", 12))
    third = run(reviewed, "third")
    assert value(third) == 21 + 12 + 5
    asked = [
        item.message
        for report in third.district.reports
        for item in report.diagnostics
        if item.code == "correction_conflict"
    ]
    assert len(asked) == 1
    assert third.exit_code == 1


def test_a_row_typed_over_is_refused_with_its_place(reviewed: Workspace) -> None:
    path = reviewed.inbox / REVIEWED
    fill(path, path, "区水利局5场次", 原文数值=50, 复核="更正", 更正值=50)
    second = run(reviewed, "second")
    assert value(second) == 44
    (message,) = messages(second, "correction_problem")
    assert "数据明细第" in message
    assert "被改动" in message


def test_a_workbook_without_its_headers_says_so(reviewed: Workspace) -> None:
    path = reviewed.inbox / REVIEWED
    book = openpyxl.load_workbook(path)
    sheet = book["数据明细"]
    sheet.cell(3, columns(sheet)["更正值"], "改成")
    book.save(path)
    (message,) = messages(run(reviewed, "second"), "correction_problem")
    assert "更正值" in message


def test_a_strange_workbook_stays_a_refused_file(workspace: Workspace) -> None:
    book = openpyxl.Workbook()
    book.save(workspace.inbox / "通讯录.xlsx")
    receipts = run(workspace, "first").district.receipts
    assert [item.file for item in receipts if item.rejection] == ["通讯录.xlsx"]


def test_a_file_that_is_no_workbook_of_ours_is_refused_by_the_command(workspace: Workspace) -> None:
    path = workspace.root / "x.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(HuizongError, match="汇总表"):
        run_corrections([str(path)], workspace.root, entered="2026")


def test_an_unknown_word_is_explained(workspace: Workspace) -> None:
    with pytest.raises(HuizongError) as raised:
        run_corrections(["undo"], workspace.root, entered="2026")
    assert "huizong corrections" in raised.value.remedy


def test_the_list_says_what_is_in_force(
    reviewed: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(reviewed, "second")
    run_corrections(["undo", "1"], reviewed.root, entered="2026")
    capsys.readouterr()
    run_corrections(["list"], reviewed.root, entered="2026")
    first, sentence, second, count = capsys.readouterr().out.splitlines()
    assert "“8场次”：更正为18场次" in first
    assert "已失效" in first
    assert "开展普法宣传活动8场次" in sentence
    assert "撤销编号 1" in second
    assert count.startswith("共 2 条，有效 0 条")


def test_a_rule_is_listed_with_what_it_reaches_and_can_be_undone(
    reviewed: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run(reviewed, "again")
    path = reviewed.inbox / REVIEWED
    cells = {"复核": "更正", "更正指标": "法治培训场次", "适用范围": "全区同类"}
    fill(workbook(first), path, "区水利局5场次", **cells)
    totals = {t.indicator: int(t.value) for t in run(reviewed, "second").district.totals}
    assert totals["法治培训场次"] == 21 + 18 + 5
    assert INDICATOR not in totals
    capsys.readouterr()
    run_corrections(["list"], reviewed.root, entered="2026")
    said = capsys.readouterr().out
    assert "规则：2025年起，各部门报告中指标为“开展普法宣传活动”" in said
    run_corrections(["undo", "2"], reviewed.root, entered="2026")
    assert value(run(reviewed, "third")) == 44
