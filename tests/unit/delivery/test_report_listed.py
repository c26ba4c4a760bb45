"""Problems and plans: short, unattributed, the causes most departments name first."""

from __future__ import annotations

import dataclasses

from tasks.delivery.report.composition import compose
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.verification import verify
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.document import Block, BlockKind
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()


def with_problems(*texts: str) -> District:
    """Return the sample with the nth text as the nth report's only block, on problems."""
    reports: list[DepartmentReport] = []
    for number, text in enumerate(texts):
        block = Block(index=0, id=f"p{number}", kind=BlockKind.PARAGRAPH, text=text, section=2)
        report = DISTRICT.reports[number]
        reports.append(dataclasses.replace(report, blocks=(block,), figures=(), diagnostics=()))
    return dataclasses.replace(DISTRICT, reports=tuple(reports), totals=(), contradictions=())


def problems(district: District) -> list[Passage]:
    composition = compose(district, PROFILE)
    verify(composition.passages, district)
    section = composition.sections[1]
    return [p for theme in section.themes for paragraph in theme.paragraphs for p in paragraph]


def test_the_cause_that_most_departments_name_comes_first() -> None:
    found = problems(
        with_problems(
            "普法宣传的形式比较单一，针对性有待加强。法治专门力量不足，难以适应要求。",
            "编制少，专业力量不足。普法的覆盖面不够广，效果不明显。",
            "队伍力量薄弱，专业能力不强。",
        )
    )
    assert found[0].text == "对照法治政府建设的目标要求，全区工作还存在一些不足。"
    assert [(p.number, p.text) for p in found if p.number] == [
        ("一是", "基层法治工作力量比较薄弱。"),
        ("二是", "普法宣传的针对性和实效性不强。"),
    ]


def test_the_plans_mirror_the_problems_in_their_order() -> None:
    lacking = with_problems(
        "普法宣传的形式比较单一，针对性有待加强。法治专门力量不足，难以适应要求。",
        "编制少，专业力量不足。普法的覆盖面不够广，效果不明显。",
        "队伍力量薄弱，专业能力不强。",
    )
    planned = Block(
        index=1,
        id="plan",
        kind=BlockKind.PARAGRAPH,
        text="创新普法形式，提高普法宣传效果。充实法治工作队伍，加强业务骨干培养。",
        section=3,
    )
    first = lacking.reports[0]
    reports = (dataclasses.replace(first, blocks=(*first.blocks, planned)), *lacking.reports[1:])
    composition = compose(dataclasses.replace(lacking, reports=reports), PROFILE)
    [theme] = composition.sections[2].themes
    said = [p.text for p in theme.paragraphs[0]]
    assert said == [
        "针对上述不足，下一年度重点抓好以下工作。",
        "加强法治工作队伍建设。",
        "充实法治工作队伍，加强业务骨干培养。",
        "增强普法宣传的针对性和实效性。",
        "创新普法形式，提高普法宣传效果。",
    ]


def test_a_plainer_statement_stands_before_one_of_a_single_trade() -> None:
    found = problems(
        with_problems(
            "对飞线充电的处罚力度不足，执法效果不好。", "部分执法文书说理不充分，规范化程度不高。"
        )
    )
    assert found[1].text == "部分执法文书说理不充分，规范化程度不高。"


def test_what_several_departments_say_in_the_same_words_is_said_once_with_all_sources() -> None:
    same = "法治专业人员力量不足，难以适应工作要求。"
    heading, only = problems(with_problems(same, same, same))
    assert heading.sources == only.sources
    assert only.sources == ("区司法局#p0", "区市场监管局#p1", "东湖街道#p2")
    assert only.number == ""


def test_nobody_is_named_with_a_fault() -> None:
    found = problems(
        with_problems("我局编制少、人手不足，业务工作重。", "区市场监管局执法力量很不足够。")
    )
    assert [p.text for p in found] == [
        "基层法治工作力量比较薄弱。",
        "部分单位编制少、人手不足，业务工作重。",
    ]


def test_reasons_close_the_section_without_a_number() -> None:
    found = problems(
        with_problems("普法宣传的形式比较单一。究其原因，主要是经费投入和工作力量不够。")
    )
    assert [p.number for p in found] == ["", "", ""]
    assert "究其原因" in found[-1].text
