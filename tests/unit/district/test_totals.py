"""Nothing is added wrongly, and what is not added is listed with its reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tasks.department.figures.figure import Change, Kind, Role
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.district import Total
from tests.unit.district.builder import (
    CAMPAIGNS,
    EDUCATION,
    FINES,
    JUSTICE,
    POLICE,
    PROFILE,
    replace_figure,
    report,
)


def total(*sent: DepartmentReport) -> Total:
    totals = consolidate(sent, PROFILE).totals
    assert len(totals) == 1
    return totals[0]


def codes(*sent: DepartmentReport) -> set[str]:
    return {found.code for found in consolidate(sent, PROFILE).diagnostics}


def reasons(found: Total) -> list[str]:
    return [left.reason for left in found.left_out]


def test_departments_are_added_in_the_indicators_unit() -> None:
    found = total(report(EDUCATION, "开展普法活动«12场»。"), report(POLICE, "开展普法活动«30次»。"))
    assert (found.indicator, found.value, found.unit) == (CAMPAIGNS, Decimal(42), "场次")
    assert [part.department for part in found.contributions] == [EDUCATION, POLICE]
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("text", "value", "left_out"),
    [
        ("开展普法活动«12场»。再说一遍，开展普法活动«12场»。", 12, 1),
        ("开展普法活动«12场»，其他普法活动«12场:宪法进校园»。", 24, 0),
        ("全年共开展普法活动«60场»。进校园«20场:进校园»，进社区«25场:进社区»。", 60, 2),
        ("进校园«20场:进校园»，进社区«25场:进社区»。以上合起来«45场:活动»。", 45, 2),
        ("进校园«20场:进校园»，进社区«25场:进社区»。", 45, 0),
        ("开展普法活动«300余场»。开展普法活动«312场»。", 312, 1),
        ("开展活动«20场:普法活动»。开展活动«5场:涉企普法活动»。", 20, 1),
        ("开展普法活动«20场»。另开展普法活动«33场»。", 20, 1),
        ("受理案件«20件:受理案件»，办结«20件:办结案件»。开展普法活动«7场»。", 7, 2),
        ("累计开展«20场:进校园»。共开展«30场:进社区»。", 30, 1),
        ("累计开展«20场:进校园»。进社区«12场:进社区»，进企业«13场:进企业»。", 45, 0),
    ],
)
def test_one_department_counts_once(text: str, value: int, left_out: int) -> None:
    found = total(report(EDUCATION, text))
    assert found.value == value
    assert len(found.left_out) == left_out


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": Kind.PERCENT}, "不能相加"),
        ({"kind": Kind.RANK, "role": Role.RANK}, "不能相加"),
        ({"kind": Kind.RATIO}, "不能相加"),
        ({"kind": Kind.MULTIPLE}, "不能相加"),
        ({"role": Role.TARGET}, "目标或计划"),
        ({"role": Role.PREVIOUS}, "上年"),
        ({"normalized_unit": "人次", "unit": "人次"}, "不可比"),
        ({"indicator": "平均每周普法活动"}, "平均数"),
    ],
)
def test_what_is_no_amount_of_this_year_is_left_out(
    changes: dict[str, object], reason: str
) -> None:
    odd = replace_figure(report(EDUCATION, "普法活动«9场»，普法活动«50场»。"), 1, **changes)
    found = total(odd)
    assert found.value == 9
    assert reason in found.left_out[0].reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("普法活动«9场»，比上年增加«4场»。", 9),
        ("普法活动由去年的若干场增加至«14场»。", 14),
        ("普法活动«9场»，同比多«4场»。", 9),
        ("普法活动«9场»，净增约«4场»。", 9),
    ],
)
def test_a_difference_is_no_amount_and_a_level_reached_is(text: str, value: int) -> None:
    base = report(EDUCATION, text)
    last = len(base.figures) - 1
    assert total(replace_figure(base, last, change=Change.INCREASE)).value == value


def test_a_frequency_is_no_amount() -> None:
    assert total(report(EDUCATION, "普法活动«9场»，每季度开展«1场»。")).value == 9


def test_a_part_is_held_by_its_whole() -> None:
    base = report(EDUCATION, "普法活动«30场»，其中进校园«12场:进校园»、进社区«3场:进社区»。")
    whole = base.figures[0].id
    for at in (1, 2):
        base = replace_figure(base, at, parent=whole)
    found = total(base)
    assert found.value == 30
    assert all("其中" in reason for reason in reasons(found))


def test_a_part_of_something_else_counts() -> None:
    base = report(EDUCATION, "各类活动«90场:各类活动»，其中普法活动«30场»。")
    base = replace_figure(base, 0, canonical=None)
    assert total(replace_figure(base, 1, parent=base.figures[0].id)).value == 30


def test_a_ring_of_parents_ends() -> None:
    base = report(EDUCATION, "各类活动«90场:各类活动»，其中普法活动«30场»。")
    first, second = (figure.id for figure in base.figures)
    base = replace_figure(base, 0, canonical=None, parent=second)
    assert total(replace_figure(base, 1, parent=first)).value == 30


def test_a_tables_total_is_not_added_to_its_rows() -> None:
    base = report(EDUCATION, "一季度«5场:一季度» 二季度«5场:二季度» 合计«10场:合计»")
    for at in range(3):
        base = replace_figure(base, at, cell=(at, 1), total=at == 2)
    found = total(base)
    assert found.value == 10
    assert reasons(found) == ["表格合计行，只核对、不相加"]


def test_a_tables_total_counts_when_its_rows_are_of_no_indicator() -> None:
    base = report(EDUCATION, "甲«4场:甲» 合计«10场:合计»")
    base = replace_figure(base, 0, canonical=None, cell=(0, 1))
    assert total(replace_figure(base, 1, cell=(1, 1), total=True)).value == 10


def test_prose_that_repeats_a_table_counts_once() -> None:
    base = report(EDUCATION, "全年开展普法活动«10场»。", "甲«4场:甲» 乙«6场:乙»")
    for at in (1, 2):
        base = replace_figure(base, at, cell=(at, 1))
    assert total(base).value == 10


def test_money_is_converted_into_the_catalogues_unit() -> None:
    found = total(
        report(EDUCATION, "罚没«3万元:罚没款»。", canonical=FINES),
        report(POLICE, "罚没«5000元:罚没款»。", canonical=FINES),
    )
    assert (found.value, found.unit) == (Decimal("3.5"), "万元")


def test_bounds_are_added_as_intervals() -> None:
    found = total(report(EDUCATION, "普法活动«300余场»。"), report(POLICE, "普法活动«20场»。"))
    assert (found.lower, found.upper, found.approximate) == (Decimal(320), Decimal(420), True)


def test_one_open_bound_leaves_the_sum_open() -> None:
    open_ended = replace_figure(report(EDUCATION, "普法活动«300余场»。"), 0, upper=None)
    assert total(open_ended, report(POLICE, "普法活动«20场»。")).upper is None


def test_an_indicator_that_is_not_additive_has_no_total() -> None:
    assert consolidate([report(EDUCATION, "参考率«98%»", canonical="参考率")], PROFILE).totals == ()


def test_an_indicator_with_nothing_to_add_has_no_total_of_zero() -> None:
    plan = replace_figure(report(EDUCATION, "计划开展普法活动«9场»。"), 0, role=Role.TARGET)
    assert consolidate([plan], PROFILE).totals == ()


def test_reports_that_do_not_count_add_nothing() -> None:
    found = total(
        report(EDUCATION, "普法活动«9场»。"),
        report(POLICE, "普法活动«7场»。", year=2024),
        report("澄州市气象局", "普法活动«5场»。"),
    )
    assert found.value == 9


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("普法活动«20场»。另一处普法活动«33场»。", True),
        ("中心组学法«2场:中心组学法»。班子学法«2场:班子学法»。", True),
        ("普法活动«20场»。再说一遍，普法活动«20场»。", False),
        ("进校园«20场:进校园»，进社区«25场:进社区»。", False),
    ],
)
def test_a_doubt_is_put_to_a_person(text: str, *, asked: bool) -> None:
    assert ("ambiguous_total" in codes(report(EDUCATION, text))) is asked


JOINT = "联合开展“护苗”专项行动«12场»。"


@pytest.mark.parametrize(
    ("second", "value"),
    [
        ("会同教育局开展“护苗”专项行动«12场»。", 12),
        ("开展“护苗”专项行动«12场»。", 24),
        ("配合开展“净网”专项行动«12场»。", 24),
        ("联合开展“护苗”专项行动«15场»。", 12),
    ],
)
def test_a_joint_action_is_counted_once(second: str, value: int) -> None:
    assert total(report(EDUCATION, JOINT), report(POLICE, second)).value == value


def test_one_side_naming_the_other_is_enough() -> None:
    found = total(
        report(EDUCATION, "联合公安分局开展“护苗”专项行动«12场»。"),
        report(POLICE, "开展“护苗”专项行动«12场»。"),
    )
    assert found.value == 12
    assert [(left.department, EDUCATION in left.reason) for left in found.left_out] == [
        (POLICE, True)
    ]


@pytest.mark.parametrize("slogan", ["双随机、一公开", "八五普法", "宪法宣传周", "一件事"])
def test_a_slogan_is_no_joint_action(slogan: str) -> None:
    text = f"联合开展“{slogan}”检查活动«12场»。"
    assert total(report(EDUCATION, text), report(POLICE, text + "另述。")).value == 24


def test_joint_actions_of_three_are_counted_once_for_the_first_in_the_roster() -> None:
    found = total(*(report(name, JOINT + name) for name in (JUSTICE, POLICE, EDUCATION)))
    assert [part.department for part in found.contributions] == [EDUCATION]
    assert [left.department for left in found.left_out] == [POLICE, JUSTICE]
