"""A fast slice of the seeded-error benchmark, and the laws of its rules."""

from __future__ import annotations

from collections import Counter

import pytest

from tasks.delivery.rule_names import rule_name
from tasks.department.checks.catalogue import RULES, Family
from tests.benchmarks.seeded_errors import (
    ALARMS_PER_REPORT,
    clean_alarms,
    measure,
    missed_bars,
    recall,
)
from tests.benchmarks.seeding.host import hosts
from tests.benchmarks.seeding.kinds import KINDS

PLANTED = Counter(
    # what tests/sample_district/planted.toml says, and three true findings beside it
    {
        "table_total_mismatch": 1,
        "internal_contradiction": 1,  # the same table, against the text
        "sum_mismatch": 1,
        "personal_number": 1,
        "stale_year": 1,
        "numbering_jump": 1,
        "numbering_form": 1,
        "foreign_name": 1,
        "missing_section": 2,
        "tracked_changes": 1,
        "comments": 1,
    }
)


def test_every_bar_is_reached_on_a_few_of_each_kind() -> None:
    tallies = measure(each=2)
    assert missed_bars(tallies) == []
    assert recall(tallies, Family.ARITHMETIC) >= 0.98


def test_every_rule_but_those_of_bare_reports_is_planted() -> None:
    planted = {kind.code for kind in KINDS} | {"no_sections", "scanned_report", "foreign_chunk"}
    planted |= {"numbering_form"}
    planted |= {"balance_mismatch"}  # only where a profile demands it: tests/unit/checks
    assert {rule.code for rule in RULES} <= planted


def test_the_sample_reports_raise_no_more_than_one_false_alarm_in_three() -> None:
    said = Counter(diagnostic.code for _, diagnostic in clean_alarms())
    assert PLANTED - said == Counter()
    assert (said - PLANTED).total() <= len(hosts()) * ALARMS_PER_REPORT


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_has_a_chinese_name(code: str) -> None:
    assert code not in rule_name(code)


def test_no_code_stands_for_two_rules() -> None:
    assert max(Counter(rule.code for rule in RULES).values()) == 1
