"""Where departments disagree on what they did together."""

from __future__ import annotations

import pytest

from tasks.district import consolidate
from tests.unit.district.builder import EDUCATION, POLICE, PROFILE, replace_figure, report


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("12场", "15场", True),
        ("12场", "12场", False),
        ("300余场", "312场", False),
        ("300余场", "512场", True),
        ("300余场", "290场", True),
    ],
)
def test_values_that_cannot_both_be_true(one: str, other: str, *, disagree: bool) -> None:
    district = consolidate(
        [
            report(EDUCATION, f"联合开展“护苗”行动«{one}»。"),
            report(POLICE, f"会同开展“护苗”行动«{other}»。"),
        ],
        PROFILE,
    )
    assert bool(district.contradictions) is disagree
    assert ("contradiction" in {found.code for found in district.diagnostics}) is disagree


def test_a_contradiction_names_subject_departments_and_values_as_said() -> None:
    sent = [
        report(EDUCATION, "联合开展“护苗”行动，出动«12人:出动执法人员»。"),
        report(POLICE, "会同开展“护苗”行动，出动«1万人:出动执法人员»。"),
    ]
    sent = [replace_figure(one, 0, canonical=None) for one in sent]
    found = consolidate(sent, PROFILE).contradictions[0]
    assert found.subject == "“护苗”：出动执法人员"
    assert [value[:2] for value in found.values] == [(EDUCATION, "12人"), (POLICE, "1万人")]


def test_each_number_belongs_to_the_action_named_before_it() -> None:
    district = consolidate(
        [
            report(EDUCATION, "联合开展“护苗”行动«12场»，“净网”行动«8场:净网»。"),
            report(POLICE, "会同开展“净网”行动«8场»，“护苗”行动«12场:护苗»。"),
        ],
        PROFILE,
    )
    assert district.contradictions == ()
    assert district.totals[0].value == 20


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("检查经营场所", "检查涉渔涉油经营场所", True),
        ("整改校园安全隐患", "发现并整改校园安全隐患", True),
        ("检查经营场所", "检查娱乐场所", False),
        ("检查", "检查经营场所", False),
    ],
)
def test_the_same_thing_may_be_said_at_more_length(one: str, other: str, *, alike: bool) -> None:
    sent = [
        report(EDUCATION, f"联合开展“清源2025”专项行动，«118家:{one}»。"),
        report(POLICE, f"会同开展“清源2025”专项行动，«120家:{other}»。"),
    ]
    sent = [replace_figure(found, 0, canonical=None) for found in sent]
    assert bool(consolidate(sent, PROFILE).contradictions) is alike


def test_other_things_counted_in_one_action_are_not_compared() -> None:
    sent = [
        report(EDUCATION, "联合开展“护苗”行动，出动«12人:出动人员»。"),
        report(POLICE, "会同开展“护苗”行动，检查«15家:检查书店»。"),
    ]
    sent = [replace_figure(one, 0, canonical=None) for one in sent]
    assert consolidate(sent, PROFILE).contradictions == ()
