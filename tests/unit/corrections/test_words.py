"""How corrections are told: as people write numbers, and how far a rule reaches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tasks.corrections import Action, Scope
from tasks.corrections.words import rule, spelled, told
from tests.unit.corrections.cases import CAMPAIGNS, correction, figure_of, report

ADVISERS = figure_of(report(), "18名")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", "0"),
        ("75", "75"),
        ("9.10", "9.1"),
        ("9999", "9999"),
        ("10000", "1万"),
        ("1350000", "135万"),
        ("6642400", "664.24万"),
        ("12345", "12345"),
        ("1234567", "1234567"),
        ("380000000", "3.8亿"),
        ("1E+6", "100万"),
    ],
)
def test_a_large_number_is_told_in_ten_thousands_where_that_is_shorter(
    value: str, said: str
) -> None:
    assert spelled(Decimal(value)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"action": Action.ACCEPT}, "采纳原值"),
        ({"action": Action.REMOVE}, "剔除"),
        ({"new_value": Decimal(20)}, "更正为20名"),
        ({"new_indicator": CAMPAIGNS}, f"指标改为“{CAMPAIGNS}”"),
        ({"new_value": Decimal(20), "new_indicator": ""}, "更正为20名，指标改为“无”"),
    ],
)
def test_what_a_correction_says(changes: dict[str, object], said: str) -> None:
    assert told(correction(ADVISERS, **changes)) == said  # type: ignore[arg-type]


def test_a_rule_says_whose_figures_and_from_which_year() -> None:
    made = correction(ADVISERS, new_indicator=CAMPAIGNS, scope=Scope.DEPARTMENT)
    assert rule(made) == (
        f"2025年起，区司法局报告中指标为“新聘任人民调解员”、单位为“名”的数据都归入“{CAMPAIGNS}”"
    )
    nowhere = replace(made, scope=Scope.ALL, new_indicator="", unit="")
    assert rule(nowhere) == "2025年起，各部门报告中指标为“新聘任人民调解员”的数据都不归入任何指标"
