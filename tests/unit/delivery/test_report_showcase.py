"""What a department shows of a theme: whole clauses of its own, parallel to the others'."""

from __future__ import annotations

import dataclasses
import re

import pytest

from tasks.delivery.report.aspects import aspects
from tasks.delivery.report.desk import lay_out
from tasks.delivery.report.lexicon import lexicon_of
from tasks.delivery.report.naming import speaker
from tasks.delivery.report.showcase import LONGEST, showcase
from tasks.department.figures.figure import Figure
from tests.unit.delivery.test_report_naming import PROFILE
from tests.unit.delivery.test_report_speaking import figure, said, saying

LEXICON = lexicon_of(PROFILE)
SCIENCE = speaker("望澜区科学技术局", PROFILE)
COUNTED = re.compile(r"\d+(?:\.\d+)?(?:次|期|人次|条|家|万元|%|件|份)")


def figures(text: str) -> tuple[Figure, ...]:
    """Return the text's numbers with a measure word as figures."""
    return tuple(
        figure(found.group(), re.sub(r"[^\d.]", "", found.group()), "次", found.start())
        for found in COUNTED.finditer(text)
    )


@pytest.mark.parametrize(
    ("text", "item"),
    [
        # The purpose before and the effect behind stay in the report.
        (
            "局党组把学习作为首要任务，开展中心组学习9次，举办轮训班3期，引导干部依法办事。",
            "区科技局开展中心组学习9次，举办轮训班3期",
        ),
        # A leader stays the subject, whichever clause the figures stand in.
        (
            "局主要负责人坚持依法决策，主持局党组会审议事项19件，推动问题解决。",
            "区科技局主要负责人主持党组会审议事项19件",
        ),
        # What is counted stands in the clause before.
        ("编印宣传资料，全年发放8000份。", "区科技局编印宣传资料，全年发放8000份"),
        (
            "结合实际，组织开展“献一策”活动，收集意见58条，工作更加主动。",
            "区科技局组织开展“献一策”活动，收集意见58条",
        ),
        # Parts of a whole stay out: 其中 in an item would be read of the whole sentence.
        ("办理案件38件，其中办结30件。", "区科技局办理案件38件"),
        # A comma inside a quotation does not end a clause.
        ("举办“讲法律，明是非”讲座6次。", "区科技局举办“讲法律，明是非”讲座6次"),
    ],
)
def test_an_item_is_the_clauses_that_tell_figures(text: str, item: str) -> None:
    assert showcase(text, figures(text), SCIENCE, LEXICON) == item


@pytest.mark.parametrize(
    "text",
    [
        "全区学校共开展活动86次。",
        "优秀率达93.7%。",
        "办理时限压缩50%。",
        "各校因地制宜，开展活动86次。",
        "围绕宪法日，全区学校开展活动86次。",
        "开展检查不足12次。",
        "完善制度，推动工作落实。",
    ],
)
def test_where_another_is_the_subject_or_a_fault_is_told_there_is_no_item(text: str) -> None:
    assert showcase(text, figures(text), SCIENCE, LEXICON) is None


def test_an_item_is_never_longer_than_its_limit() -> None:
    text = "，".join(f"开展第{at}类专题法治宣传教育活动{at + 10}次" for at in range(9)) + "。"
    item = showcase(text, figures(text), SCIENCE, LEXICON)
    assert item is not None
    assert len(item) <= LONGEST + len(SCIENCE.name)
    assert text.startswith(item.removeprefix(SCIENCE.name))


def test_two_departments_items_are_one_sentence_and_each_keeps_its_source() -> None:
    mine, theirs = figure("63项", "63", "项", 8), figure("5项", "5", "项", 8)
    texts = ("修订内部管理制度63项。", "编制柔性执法清单5项。")
    passages = said(saying(*texts, figures=((mine,), (theirs,))))
    assert [p.text for p in passages] == [
        "区司法局修订内部管理制度63项；",
        "区市场监管局编制柔性执法清单5项。",
    ]
    assert [p.sources for p in passages] == [("区司法局#m0",), ("区市场监管局#m1",)]


@pytest.mark.parametrize(
    ("text", "praised"),
    [
        ("在全市率先推行告知承诺制", True),
        ("增幅排名全市第二", True),
        ("获团体第三名", True),
        ("被评为先进单位", True),
        ("列为“第一议题”学习", False),
        ("落实第一责任人职责", False),
        ("推广说理式执法文书", False),
        ("结合典型案例释法", False),
        ("按照全市部署印发方案", False),
    ],
)
def test_what_is_an_award_and_what_only_looks_like_one(text: str, praised: bool) -> None:  # noqa: FBT001
    assert bool(LEXICON.praise.search(text)) is praised


@pytest.mark.parametrize(
    ("text", "department", "own"),
    [
        ("开展校外培训机构检查", "望澜区教育局", True),
        ("开展校外培训机构检查", "望澜区民政局", False),
        ("为劳动者追回工资", "望澜区人力资源和社会保障局", True),
        ("开展行政检查", "望澜区教育局", False),
    ],
)
def test_whose_trade_a_matter_is(text: str, department: str, own: bool) -> None:  # noqa: FBT001
    assert LEXICON.own_matter(text, department) is own


def test_a_narrative_section_is_told_by_sides_and_loses_no_sentence() -> None:
    title = "学习贯彻重大部署情况"
    district = saying("组织专题学习9次。对照问题完善台账资料。工作有新进展情况。")
    group = lay_out(dataclasses.replace(district, sections=(title,)), PROFILE).inside(1)
    sides = aspects(title, group, (), LEXICON)
    assert [len(found) for _, found, _ in sides] == [2, 1]
    assert aspects("其他情况", group, (), LEXICON) == (("其他情况", group, ()),)
