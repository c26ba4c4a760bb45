"""The laws of the district's state."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.department.kept import HEAD, KeptReport, at
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.errors import ProfileError
from tasks.intake.submission import Rejection
from tasks.ledger.shelf import Shelf
from tests.unit.district.builder import EDUCATION, JUSTICE, POLICE, PROFILE, rejection, report

SENT: tuple[DepartmentReport | Rejection, ...] = (
    report(EDUCATION, "联合开展“护苗”行动«12场»。", file="a初稿.docx"),
    report(EDUCATION, "联合开展“护苗”行动«13场»。", file="b定稿.docx"),
    report(EDUCATION, "联合开展“护苗”行动«13场»。", file="c.docx"),
    report(POLICE, "会同开展“护苗”行动«15场»。进校园«7场:进校园»。", dated="2026-04-01"),
    report(JUSTICE, "普法活动«20场»。另一处普法活动«33场»。"),
    report("澄州市气象局", "普法活动«5场»。"),
    report(JUSTICE, "旧", year=2024, file="z.docx"),
    rejection("公安分局.pdf"),
)


@given(st.permutations(SENT))
def test_the_order_of_the_results_makes_no_difference(
    sent: list[DepartmentReport | Rejection],
) -> None:
    assert consolidate(sent, PROFILE) == consolidate(SENT, PROFILE)


@given(st.lists(st.sampled_from(SENT), unique_by=id))
def test_every_file_has_one_receipt_and_no_department_counts_twice(
    sent: list[DepartmentReport | Rejection],
) -> None:
    district = consolidate(sent, PROFILE)
    assert len(district.receipts) == len(sent)
    counting = [found.department for found in district.receipts if found.counts]
    assert len(counting) == len(set(counting)) == len(district.reports)
    assert set(counting) | set(district.missing) == {entry.name for entry in PROFILE.roster}


@given(st.lists(st.sampled_from(SENT), unique_by=id))
def test_every_figure_of_an_additive_indicator_is_added_or_left_out_with_a_reason(
    sent: list[DepartmentReport | Rejection],
) -> None:
    district = consolidate(sent, PROFILE)
    figures = {
        (found.department, figure.id) for found in district.reports for figure in found.figures
    }
    parts = [
        (part.department, part.figure) for total in district.totals for part in total.contributions
    ] + [(left.department, left.figure) for total in district.totals for left in total.left_out]
    assert sorted(parts) == sorted(figures)
    assert all(left.reason for total in district.totals for left in total.left_out)


def test_coverage_counts_characters_without_white_space_by_section() -> None:
    base = report(EDUCATION, "一 二三", "四\t五", "六")
    first, second, third = base.blocks
    blocks = (
        dataclasses.replace(first, number="一、"),
        dataclasses.replace(second, section=2),
        dataclasses.replace(third, section=None),
    )
    row = consolidate([dataclasses.replace(base, blocks=blocks)], PROFILE).coverage[0]
    assert (row.characters, row.unplaced) == ((5, 2), 1)


def test_a_section_answered_under_another_ones_heading_is_marked_unless_it_has_text() -> None:
    base = report(EDUCATION, "问题和打算", merged=(1, 2))
    row = consolidate([base], PROFILE).coverage[0]
    assert (row.characters, row.merged) == ((5, 0), (2,))


def test_without_a_district_there_is_nothing_to_consolidate() -> None:
    with pytest.raises(ProfileError):
        consolidate([], PROFILE.model_copy(update={"district": None}))


def test_an_empty_inbox_leaves_everyone_missing() -> None:
    district = consolidate([], PROFILE)
    assert district.missing == (EDUCATION, POLICE, JUSTICE)
    assert (district.reports, district.totals, district.name) == ((), (), "望澜区")


class _Head:
    """Has a report's head, and refuses its body."""

    def __init__(self, report: DepartmentReport) -> None:
        self._report = report

    def content(self, report: KeptReport) -> bytes:
        raise AssertionError(report.submission)

    def head(self, _report: KeptReport) -> tuple[object, ...]:
        return tuple(getattr(self._report, name) for name in HEAD)

    def part(self, report: KeptReport, name: str) -> object:
        raise AssertionError(report.submission, name)


def test_what_was_found_before_is_told_without_a_look_into_the_reports(tmp_path: Path) -> None:
    said = "坚持逐户走访辖区企业，送法上门、释疑解惑，把涉企检查的次数、依据和结果一并告知经营者。"
    reports = [
        report(EDUCATION, f"{said}开展普法活动«12场»。", file="教育局初稿.docx"),
        report(EDUCATION, f"{said}开展普法活动«13场»。", file="教育局定稿.docx"),
        report(POLICE, f"{said}开展普法活动«7场»。"),
        report(POLICE, f"{said}开展普法活动«7场»。", file="另一份.docx"),
    ]
    told = []
    for sent in (reports, [at(each, each.submission, "", _Head(each)) for each in reports]):
        with Shelf(tmp_path / "shelf") as shelf:
            shelf.know({each.submission.file: each.submission.sha256 for each in reports})
            district = consolidate(sent, PROFILE, shelf)
        told.append(dataclasses.replace(district, receipts=(), reports=()))
        assert [receipt.counts for receipt in district.receipts].count(True) == 2
    assert told[0] == told[1]
    assert "shared_text" in {diagnostic.code for diagnostic in told[0].diagnostics}
    assert told[0].totals
