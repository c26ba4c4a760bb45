"""Statements of one kind stand together; alike ones become one, figures keep their own."""

from __future__ import annotations

import pytest

from tasks.district.district import Theme
from tasks.district.themes import find_themes, topic_of
from tests.unit.district.builder import EDUCATION, POLICE, report

SAME = "严格落实行政执法公示、执法全过程记录和重大执法决定法制审核制度，执法人员全部持证上岗。"
NEARLY = (
    "严格落实行政执法公示、执法全过程记录和重大执法决定法制审核制度，做到执法人员全部持证上岗。"
)


def themes(*texts: tuple[str, str]) -> dict[str, Theme]:
    found = find_themes([report(name, text) for name, text in texts])
    return {theme.name: theme for theme in found}


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("全年开展行政检查742次，办理行政处罚案件18件。", "行政执法"),
        ("党组理论学习中心组学法6次，组织干部参加学法考试。", "学法"),
        ("深入社区、企业开展普法宣传活动33场次。", "普法"),
        ("主动公开政府信息384条，办理依申请公开9件。", "监督公开"),
        ("推行审批告知承诺制，政务服务事项实现一网通办。", "政务服务"),
        ("审理行政复议案件37件，负责人出庭应诉3次。", "复议应诉"),
        ("这句话没有哪个话题的词。", "其他"),
    ],
)
def test_a_sentence_finds_its_topic(sentence: str, topic: str) -> None:
    assert topic_of(sentence) == topic


def test_the_heading_decides_where_the_sentence_does_not() -> None:
    assert topic_of("按月调度、逐项推进、限期完成任务。", "规范行政执法行为") == "行政执法"


def test_nearly_the_same_of_two_departments_is_one_statement_of_both() -> None:
    (statement,) = themes((EDUCATION, SAME), (POLICE, NEARLY))["行政执法"].statements
    assert statement.departments == (EDUCATION, POLICE)
    assert len(statement.blocks) == 2
    assert not statement.distinctive


def test_statements_with_figures_stay_apart() -> None:
    one, other = (
        "全年开展行政检查«742次:行政检查»，有效规范执法秩序。",
        "全年开展行政检查«35次:行政检查»，有效规范执法秩序。",
    )
    found = themes((EDUCATION, one), (POLICE, other))["行政执法"].statements
    assert [statement.departments for statement in found] == [(EDUCATION,), (POLICE,)]
    assert all(statement.distinctive and len(statement.figures) == 1 for statement in found)


def test_every_sentence_long_enough_is_in_one_theme() -> None:
    texts = (
        SAME,
        "深入社区开展普法宣传活动，群众法治意识不断增强。",
        "加强组织保障，按月调度推进。短。",
    )
    found = find_themes([report(EDUCATION, *texts)])
    said = [statement.text for theme in found for statement in theme.statements]
    assert sorted(said) == sorted([SAME, texts[1], "加强组织保障，按月调度推进。"])
