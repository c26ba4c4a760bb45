"""What is said of the whole district: once in the totals, and one value for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tasks.district import consolidate
from tests.unit.district.test_traps import PROFILE, sent

ROWS = [
    ("全区共受理行政复议案件132件。", "全区受理行政复议案件123件。", True),
    ("全区共受理行政复议案件132件。", "全区受理行政复议案件132件。", False),
    ("全区共受理行政复议案件130余件。", "全区受理行政复议案件132件。", False),
    ("全区行政机关负责人出庭应诉率100%。", "全区行政机关负责人出庭应诉率为98%。", True),
    ("全区持证执法人员860名。", "全区持证执法人员共806名。", True),
    ("2024年全区共受理行政复议案件132件。", "全区受理行政复议案件140件。", False),
    ("全区共受理行政复议案件132件。", "全区行政复议纠错案件12件。", False),
    ("在全区开展普法宣传活动60场次。", "在全区开展普法宣传活动20场次。", False),
    ("全区中小学校举办法治讲座300场。", "全区举办法治讲座90场。", False),
    ("我局受理行政复议案件132件。", "我局受理行政复议案件12件。", False),
]


@pytest.mark.parametrize(("one", "other", "disagree"), ROWS)
def test_one_fact_of_the_district_has_one_value(one: str, other: str, *, disagree: bool) -> None:
    said = {"司法局": one, "财政局": other}
    district = consolidate([sent(name, {"said": said}) for name in said], PROFILE)
    assert bool(district.contradictions) is disagree
    told = [d.message for d in district.diagnostics if d.code == "contradiction"]
    assert all(message.startswith("全区") for message in told)
    assert bool(told) is disagree


def test_numbers_that_are_more_than_the_districts_whole_stand_instead_of_it() -> None:
    said = {"司法局": "全区持证执法人员300名。", "公安分局": "持证执法人员310名。"}
    district = consolidate([sent(name, {"said": said}) for name in said], PROFILE)
    total = next(t for t in district.totals if t.indicator == "持证执法人员人数")
    assert total.value == Decimal(310)
    assert [gone.reason for gone in total.left_out] == [
        "是全区数，小于各部门数之和，改按各部门数相加"
    ]
    assert "ambiguous_total" in {d.code for d in district.diagnostics}


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        ("配合区城管局开展“蓝盾”行动", "牵头开展“蓝盾”联合行动", "望澜区城市管理和综合执法局"),
        (
            "参与区城管局牵头的“蓝盾”联合行动",
            "联合区公安分局开展“蓝盾”行动",
            "望澜区城市管理和综合执法局",
        ),
        (
            "联合区城管局开展“蓝盾”行动",
            "联合区公安分局开展“蓝盾”行动",
            "澄州市公安局望澜分局",
        ),
    ],
)
def test_a_joint_action_counts_for_who_led_it(first: str, second: str, counted: str) -> None:
    said = {
        "公安分局": f"{first}，出动执法人员260人次。",
        "城管局": f"{second}，出动执法人员265人次。",
    }
    district = consolidate([sent(name, {"said": said}) for name in said], PROFILE)
    (total,) = (t for t in district.totals if t.indicator == "出动执法人员人次")
    assert [part.department for part in total.contributions] == [counted]


def test_a_joint_action_within_two_totals_is_told() -> None:
    said = {
        "司法局": "联合区教育局开展普法宣传活动8场次，全年开展普法宣传活动90场次。",
        "教育局": "联合区司法局开展普法宣传活动8场次，全年开展普法宣传活动50场次。",
    }
    district = consolidate([sent(name, {"said": said}) for name in said], PROFILE)
    (doubt,) = (d for d in district.diagnostics if d.code == "ambiguous_total")
    assert "都含有联合开展的8场次" in doubt.message
    assert set(doubt.departments) == {"望澜区教育局", "望澜区司法局"}


def test_of_a_joint_action_the_exact_value_counts() -> None:
    said = {
        "城管局": "“铁拳”行动中，联合区市场监管局出动执法人员约260人次。",
        "市场监管局": "“铁拳”行动中，联合区城管局出动执法人员263人次。",
    }
    district = consolidate([sent(name, {"said": said}) for name in said], PROFILE)
    (total,) = (t for t in district.totals if t.indicator == "出动执法人员人次")
    assert total.value == Decimal(263)
