"""Which of several reports is the last word."""

from __future__ import annotations

import pytest

from tasks.district.versions import date_in, explain, number_in, stage_in, version_of
from tasks.document import Properties, Traces
from tests.unit.district.builder import EDUCATION, report


@pytest.mark.parametrize(
    "names",
    [
        ("报告草稿", "报告送审稿", "报告", "报告修改稿", "报告定稿"),
        ("报告（初稿）", "报告征求意见稿", "报告20260105", "报告（修订）", "报告终稿"),
    ],
)
def test_stages_rise_from_draft_to_final(names: tuple[str, ...]) -> None:
    ranks = [stage_in(name) for name in names]
    assert ranks == sorted(set(ranks))


def test_a_revised_draft_is_a_revision() -> None:
    assert stage_in("初稿修改2") == stage_in("修改稿")


def test_a_department_for_renewal_is_no_revision() -> None:
    assert stage_in("区城市更新局报告") == stage_in("报告")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("报告", 0),
        ("报告v2", 2),
        ("报告V1.3", 1.3),
        ("报告第二版", 2),
        ("报告三稿", 3),
        ("报告第3稿", 3),
        ("报告(2)", 2),
        ("报告（4）", 4),
        ("报告修改稿3", 3),
        ("报告定稿20260105", 0),
        ("2025年报告", 0),
        ("第十版(2)", 10),
        ("TV2台报告", 0),
    ],
)
def test_the_version_number_in_a_name(name: str, number: float) -> None:
    assert number_in(name) == number


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("报告20260105", "2026-01-05"),
        ("报告2026-1-5", "2026-01-05"),
        ("报告2026年1月5日", "2026-01-05"),
        ("报告260105", "2026-01-05"),
        ("报告1226", "2025-12-26"),
        ("报告0105", "2026-01-05"),
        ("报告1月5日", "2026-01-05"),
        ("报告12.26", "2025-12-26"),
        ("2025年报告", ""),
        ("报告1310", ""),
        ("报告0230", ""),
        ("编号1202500001", ""),
    ],
)
def test_the_day_in_a_name(name: str, date: str) -> None:
    assert date_in(name, 2025) == date


@pytest.mark.parametrize(
    ("older", "newer", "reason"),
    [
        ({"file": "修改稿9.docx"}, {"file": "定稿.docx"}, "版次"),
        ({"file": "v2.docx"}, {"file": "v3.docx"}, "版本号"),
        ({"file": "20260105.docx"}, {"file": "0110.docx"}, "日期"),
        ({"file": "无日期.docx"}, {"file": "1226.docx"}, "日期"),
        (
            {"file": "b.docx", "properties": Properties(modified="2026-01-05T08:00:00Z")},
            {"file": "a.docx", "properties": Properties(modified="2026-01-05T09:00:00Z")},
            "修改时间",
        ),
        (
            {"file": "b.docx", "properties": Properties(revision=2)},
            {"file": "a.docx", "properties": Properties(revision=10)},
            "修订次数",
        ),
        (
            {"file": "b.docx", "traces": Traces(insertions=3)},
            {"file": "a.docx"},
            "文件没有修订痕迹，本件留有修订痕迹",
        ),
        ({"file": "a.docx"}, {"file": "b.docx"}, "排序"),
    ],
)
def test_the_criteria_in_their_order(
    older: dict[str, object], newer: dict[str, object], reason: str
) -> None:
    low, high = (version_of(report(EDUCATION, "正文", **what), 2025) for what in (older, newer))
    assert high > low
    assert reason in explain(high, low)


def test_the_longer_text_decides_when_nothing_before_it_does() -> None:
    low = version_of(report(EDUCATION, "短", file="b.docx"), 2025)
    high = version_of(report(EDUCATION, "长一些", file="a.docx"), 2025)
    assert high > low
    assert explain(high, low) == "正文较长（3字，本件为1字）"
