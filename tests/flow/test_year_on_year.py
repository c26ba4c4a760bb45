"""A second year's run beside the first: what changed, what was restated, what was written off."""

from __future__ import annotations

from pathlib import Path

from flows.direct import run_directly
from flows.outcome import Outcome
from flows.settings import Workspace
from tasks.ledger import Ledger
from tasks.profile.workspace import create_workspace
from tests.flow.workspaces import order_for, write_docx

DEPARTMENT = "区司法局"
PRACTICE = (
    "坚持把非诉讼纠纷解决机制挺在前面，整合综治中心、司法所、派出所和社区调解力量，推行网格员"
    "每日一巡、每周一报、每月一研工作法，做到隐患早发现、苗头早处置、矛盾早化解，联系人13800138000。"
)
OWN = (
    "组织律师走进渔港码头，为船员讲解劳动合同、海上作业安全和保险理赔知识，现场受理求助并跟踪办结。"
)


def report(year: int, *measures: str) -> tuple[str, ...]:
    return (
        f"{DEPARTMENT}{year}年法治政府建设年度报告",
        "四、推进法治政府建设的主要举措和成效",
        *measures,
        "六、下一年度推进法治政府建设的主要安排",
        "继续加强执法队伍建设。",
        DEPARTMENT,
        f"{year + 1}年1月12日",
    )


def run(root: Path, year: int, *measures: str) -> Outcome:
    """Run the workspace for a year over one report, last year's file gone."""
    workspace = Workspace(root=root)
    if not workspace.profile.exists():
        create_workspace(root, district="望澜区", superior="澄州市", year=year)
        roster = f"名称,别名,类别\n{DEPARTMENT},,局\n"
        (workspace.profile / "roster.csv").write_text(roster, encoding="utf-8")
    settings = workspace.profile / "district.toml"
    text = settings.read_text(encoding="utf-8").replace(f"year = {year - 1}", f"year = {year}")
    settings.write_text(text, encoding="utf-8")
    for old in workspace.inbox.glob("*.docx"):
        old.unlink()
    write_docx(workspace.inbox / f"{DEPARTMENT}{year}年度报告.docx", report(year, *measures))
    return run_directly(order_for(workspace, f"{year}-1"))


def said(outcome: Outcome, code: str) -> list[str]:
    return [d.message for d in outcome.district.diagnostics if d.code == code]


def test_last_years_numbers_and_words_are_held_against_this_years(tmp_path: Path) -> None:
    first = run(tmp_path, 2024, "作出行政处罚决定290件。", "开展普法宣传活动12场次。", PRACTICE)
    assert first.district.last_year == ()
    second = run(
        tmp_path,
        2025,
        "作出行政处罚决定320件，上年为270件。",
        "开展普法宣传活动80场次，上年为12场次。",
        PRACTICE.replace("社区", "村居"),
        OWN,
    )
    (restated,) = said(second, "restated_figure")
    assert "2024年“行政处罚决定”为270件" in restated
    assert "所报的290件" in restated
    whole, changed = said(second, "large_change")
    assert whole.startswith("全区合计与上年相比变化较大：普法宣传活动场次由12场次变为80场次")
    assert changed.startswith(DEPARTMENT)
    assert "普法宣传活动场次由12场次变为80场次（增长566.7%）" in changed
    assert "行政处罚" not in changed
    (repeated,) = said(second, "repeated_text")
    assert "今年报告有1段与其2024年度报告几乎相同" in repeated
    assert "推行网格员每日一巡、每周一报、每月一研工作法" in repeated
    again = run_directly(order_for(Workspace(root=tmp_path), "2025-2"))
    assert again.district.diagnostics == second.district.diagnostics


def test_a_year_that_fits_the_one_before_raises_nothing(tmp_path: Path) -> None:
    run(tmp_path, 2024, "作出行政处罚决定290件。", OWN)
    second = run(tmp_path, 2025, "作出行政处罚决定320件，上年为290件。", PRACTICE)
    codes = {d.code for d in second.district.diagnostics}
    assert codes & {"restated_figure", "large_change", "repeated_text"} == set()


def test_the_paragraphs_are_kept_masked_when_the_file_is_gone(tmp_path: Path) -> None:
    run(tmp_path, 2024, PRACTICE)
    run(tmp_path, 2025, OWN)
    with Ledger(Workspace(root=tmp_path).ledger) as ledger:
        kept = ledger.run("2024-1")
    assert kept is not None
    report = kept.submissions[0].report
    assert report is not None
    (paragraph,) = report.paragraphs
    assert paragraph[1].startswith("坚持把非诉讼纠纷解决机制挺在前面")
    assert "13800138000" not in paragraph[1]
