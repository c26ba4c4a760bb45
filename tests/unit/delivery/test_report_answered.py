"""A section of problems and their answers, and one of whatever else: 政府信息公开 writes so."""

from __future__ import annotations

import dataclasses

import pytest

from tasks.delivery.report.composition import compose
from tasks.delivery.report.desk import lay_out
from tasks.delivery.report.statements import statements
from tasks.delivery.report.verification import verify
from tasks.district.district import District
from tasks.document import Block, BlockKind
from tasks.profile.kinds import SUBJECTS, Kind
from tests.unit.delivery.district_builder import sample_district

DISTRICT, SAMPLE = sample_district()
assert SAMPLE.district is not None
SUBJECT = {"subject": SUBJECTS[Kind.DISCLOSURE]}
PROFILE = SAMPLE.model_copy(update={"district": SAMPLE.district.model_copy(update=SUBJECT)})
SECTIONS = ("总体情况", "存在的主要问题及改进情况", "其他需要报告的事项")
PROBLEMS, OTHER = 2, 3


def block(text: str, section: int, at: int, heading: int | None = None) -> Block:
    kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    return Block(index=at, id=f"b{at}", kind=kind, text=text, level=heading, section=section)


def saying(*reports: tuple[Block, ...]) -> District:
    """Return the sample with these blocks in its first reports."""
    made = tuple(
        dataclasses.replace(DISTRICT.reports[at], blocks=blocks, figures=(), diagnostics=())
        for at, blocks in enumerate(reports)
    )
    return dataclasses.replace(
        DISTRICT, sections=SECTIONS, reports=made, totals=(), contradictions=()
    )


def told(district: District, section: int) -> list[str]:
    composition = compose(district, PROFILE)
    verify(composition.passages, district)
    themes = composition.sections[section - 1].themes
    return [p.number + p.text for theme in themes for part in theme.paragraphs for p in part]


@pytest.mark.parametrize(
    ("text", "heading", "plan"),
    [
        ("将增加大字版和上门讲解。", "", "增加大字版和上门讲解。"),
        ("下一步，将推行答复前电话沟通。", "", "推行答复前电话沟通。"),
        ("今后我局将按月核对公开目录。", "", "按月核对公开目录。"),
        ("针对上述问题，我局将加强业务培训。", "", "加强业务培训。"),
        ("下一步将公开情况纳入年度考核。", "", "将公开情况纳入年度考核。"),
        ("结合实际，将进一步加强业务培训。", "", "结合实际，将进一步加强业务培训。"),
        ("加强业务培训，提高答复质量。", "（二）改进措施", "加强业务培训，提高答复质量。"),
        ("加强宣传引导，安排人员讲解。", "", "加强宣传引导，安排人员讲解。"),
        ("推进公开的力度不够，效果不明显。", "", None),
        ("公开栏更新不及时，内容不全。", "", None),
        ("要求不够明确，落实有差距。", "", None),
        ("计划性不强，更新不够及时。", "", None),
        ("将来的任务还不够明确。", "（一）存在的问题", None),
    ],
)
def test_what_looks_ahead_is_an_answer(text: str, heading: str, plan: str | None) -> None:
    above = (block(heading, PROBLEMS, 0, heading=2),) if heading else ()
    desk = lay_out(saying((*above, block(text, PROBLEMS, len(above)))), PROFILE)
    found = [s.text for s in statements(desk, PROBLEMS, ahead=True)]
    lacking = [s.text for s in statements(desk, PROBLEMS, ahead=False)]
    assert (found, lacking) == (([plan], []) if plan else ([], [text]))


def test_problems_come_first_and_each_has_its_answer_in_their_order() -> None:
    one = (
        block("公开目录更新不够及时。", PROBLEMS, 0, heading=3),
        block("将按月核对各单位的公开目录。", PROBLEMS, 1),
        block("答复文书说理不够充分。下一步，推行答复文书会签。", PROBLEMS, 2),
    )
    two = (
        block("公开栏内容更新不均衡，更新较慢。今后将制作更新清单。", PROBLEMS, 0),
        block("申请答复的沟通不够主动。将推行答复前沟通。", PROBLEMS, 1),
    )
    said = told(saying(one, two), PROBLEMS)
    assert [text for text in said if "是" in text[:2]] == [
        "一是主动公开的及时性和均衡性有待提升。",
        "二是依申请公开办理还不够规范。",
        "一是提升主动公开的及时性和均衡性。",
        "二是规范依申请公开办理。",
    ]
    assert "公开目录更新不够及时。" in said
    assert said[0] == "全区政府信息公开工作还存在一些问题。"
    assert "针对上述问题，重点从以下几个方面改进。" in said
    assert "按月核对各单位的公开目录。" in said


def test_answers_that_differ_only_in_when_are_each_their_own_departments() -> None:
    leads = ("下一步，将", "今后将", "我局将")
    district = saying(*((block(f"{lead}推行申请答复文书会签。", PROBLEMS, 0),) for lead in leads))
    assert "推行申请答复文书会签。" in told(district, PROBLEMS)


def test_what_many_answer_alike_is_said_once_for_all() -> None:
    texts = ("未收取政府信息公开信息处理费。", "收取信息处理费0元。", "本年度未产生信息处理费。")
    district = saying(*((block(text, OTHER, 0),) for text in texts))
    assert told(district, OTHER) == ["全区3个部门（单位）未收取政府信息公开信息处理费。"]


def test_nothing_is_said_of_a_year_as_of_anything_else() -> None:
    assert told(saying((block("本年度无其他需要报告的事项。", OTHER, 0),)), OTHER) == ["无。"]
