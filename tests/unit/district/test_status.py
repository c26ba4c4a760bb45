"""What became of each file."""

from __future__ import annotations

import pytest

from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.district import District, Receipt, Status
from tests.unit.district.builder import EDUCATION, JUSTICE, POLICE, PROFILE, rejection, report


def receipt(district: District, file: str) -> Receipt:
    return next(found for found in district.receipts if found.file == file)


@pytest.mark.parametrize(
    ("sent", "status", "counts", "words"),
    [
        (report(EDUCATION, "正文"), Status.RECEIVED, True, "按时"),
        (report(EDUCATION, "正文", dated="2026-03-01"), Status.RECEIVED, True, "按时"),
        (report(EDUCATION, "正文", dated="2026-03-02"), Status.LATE, True, "2026-03-02"),
        (report(EDUCATION, "正文", dated=""), Status.RECEIVED, True, "没有落款日期"),
        (report(EDUCATION, "正文", year=2024), Status.WRONG_YEAR, False, "2024年"),
        (report(EDUCATION, "正文", year=None), Status.RECEIVED, True, ""),
        (report("澄州市气象局", "正文"), Status.UNKNOWN_SENDER, False, "不在名册"),
        (report(None, "正文"), Status.UNKNOWN_SENDER, False, "未能识别"),
    ],
)
def test_one_report_alone(
    sent: DepartmentReport, status: Status, *, counts: bool, words: str
) -> None:
    found = consolidate([sent], PROFILE).receipts[0]
    assert (found.status, found.counts) == (status, counts)
    assert words in found.reason


def test_with_an_empty_roster_every_named_department_counts() -> None:
    district = consolidate(
        [report("澄州市气象局", "正文"), report(None, "无名", file="x.docx")],
        PROFILE.model_copy(update={"roster": ()}),
    )
    assert [found.department for found in district.reports] == ["澄州市气象局"]
    assert district.missing == ()
    assert receipt(district, "x.docx").status is Status.UNKNOWN_SENDER


def test_the_same_bytes_under_a_later_name_are_a_duplicate() -> None:
    district = consolidate(
        [
            report(EDUCATION, "正文", file="b.docx", sha256="1"),
            report(EDUCATION, "正文", file="a.docx", sha256="1"),
        ],
        PROFILE,
    )
    assert receipt(district, "a.docx").status is Status.RECEIVED
    assert receipt(district, "b.docx").status is Status.DUPLICATE
    assert "a.docx" in receipt(district, "b.docx").reason


def test_a_numbered_copy_is_the_duplicate_though_its_name_sorts_first() -> None:
    district = consolidate(
        [
            report(EDUCATION, "正文", file=file, sha256="1")
            for file in ("总结(1).docx", "总结.docx")
        ],
        PROFILE,
    )
    assert receipt(district, "总结.docx").status is Status.RECEIVED
    assert receipt(district, "总结(1).docx").status is Status.DUPLICATE


def test_the_same_text_in_other_bytes_is_a_duplicate() -> None:
    district = consolidate(
        [report(EDUCATION, "正 文", file="a.docx"), report(EDUCATION, "正文", file="b.docx")],
        PROFILE,
    )
    assert receipt(district, "b.docx").status is Status.DUPLICATE


def test_two_reports_without_text_are_no_duplicates_but_versions() -> None:
    district = consolidate(
        [report(EDUCATION, file="a.docx"), report(EDUCATION, file="b.docx")], PROFILE
    )
    assert receipt(district, "a.docx").status is Status.SUPERSEDED


def test_a_department_that_sends_anothers_report_is_missing_and_told_so() -> None:
    district = consolidate(
        [report(EDUCATION, "正文", file="a.docx"), report(POLICE, "正文", file="b.docx")], PROFILE
    )
    assert POLICE in district.missing
    assert "shared_text" in {found.code for found in district.diagnostics}


def test_of_several_versions_one_counts_and_the_reason_names_it() -> None:
    district = consolidate(
        [
            report(EDUCATION, "甲", file="教育局（定稿）.docx"),
            report(EDUCATION, "乙", file="教育局初稿.docx"),
            report(EDUCATION, "丙", file="教育局.docx"),
        ],
        PROFILE,
    )
    assert [found.file for found in district.receipts if found.counts] == ["教育局（定稿）.docx"]
    for file in ("教育局初稿.docx", "教育局.docx"):
        assert receipt(district, file).status is Status.SUPERSEDED
        assert "教育局（定稿）.docx" in receipt(district, file).reason


def test_an_original_ranks_by_the_best_name_among_its_copies() -> None:
    district = consolidate(
        [
            report(EDUCATION, "终", file="a初稿.docx", sha256="1"),
            report(EDUCATION, "终", file="b定稿.docx", sha256="1"),
            report(EDUCATION, "改", file="c修改稿.docx"),
        ],
        PROFILE,
    )
    assert [found.file for found in district.receipts if found.counts] == ["a初稿.docx"]
    assert receipt(district, "b定稿.docx").status is Status.DUPLICATE


@pytest.mark.parametrize(
    ("file", "department"),
    [
        ("望澜区公安局2025.pdf", POLICE),
        ("公安分局报告.pdf", POLICE),
        ("司法局报告.pdf", JUSTICE),
        ("收件/区教体局.pdf", EDUCATION),
        ("教育局和公安局.pdf", None),
        ("无关.pdf", None),
    ],
)
def test_a_rejected_file_is_laid_at_the_door_its_name_points_to(
    file: str, department: str | None
) -> None:
    district = consolidate([rejection(file)], PROFILE)
    assert district.receipts[0].department == department
    assert district.receipts[0].status is Status.REJECTED


def test_the_rejections_own_department_goes_before_its_file_name() -> None:
    sent = rejection("公安分局.pdf", department=JUSTICE)
    assert consolidate([sent], PROFILE).receipts[0].department == JUSTICE


def test_a_department_with_only_a_rejected_file_is_still_missing() -> None:
    district = consolidate([rejection("公安分局.pdf"), report(EDUCATION, "正文")], PROFILE)
    assert district.missing == (POLICE, JUSTICE)
    messages = [found.message for found in district.diagnostics if found.code == "missing_report"]
    assert "公安分局.pdf" in messages[0]
    assert messages[1] == f"{JUSTICE}未报送报告。"


def test_reports_that_count_stand_in_roster_order() -> None:
    sent = [report(name, name) for name in (JUSTICE, POLICE, EDUCATION)]
    district = consolidate(sent, PROFILE)
    assert [found.department for found in district.reports] == [EDUCATION, POLICE, JUSTICE]
    assert [found.department for found in district.coverage] == [EDUCATION, POLICE, JUSTICE]
