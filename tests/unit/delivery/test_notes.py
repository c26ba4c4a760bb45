"""Reminders and returns: one note for each department that has to act, none for others."""

from __future__ import annotations

import dataclasses
import io

import docx

from tasks.delivery.notes import build_notes
from tasks.delivery.notes.note import Occasion, notes
from tasks.diagnostics import Severity
from tests.unit.delivery.district_builder import IDENTITY_CARD, sample_district

DISTRICT, PROFILE = sample_district()
NOTES = {note.department: note for note in notes(DISTRICT, PROFILE)}


def test_a_missing_department_is_reminded() -> None:
    assert NOTES["区住建局"].occasion is Occasion.MISSING


def test_a_department_whose_file_was_rejected_gets_it_back_with_reason_and_remedy() -> None:
    note = NOTES["区财政局"]
    assert note.occasion is Occasion.REJECTED
    [point] = note.points
    assert "区财政局.docx" in point
    assert "文件损坏，无法打开。" in point
    assert "请区财政局重新报送。" in point


def test_errors_and_warnings_are_asked_with_place_quotation_and_remedy() -> None:
    points = NOTES["区市场监管局"].points
    table = next(point for point in points if "与各行之和不符" in point)
    assert "主要举措和成效" in table
    assert "2023年行政处罚情况" in table
    assert "请核对后更正。" in table


def test_hints_are_no_reason_to_write() -> None:
    assert not any("未归入提纲" in point for point in NOTES["区市场监管局"].points)


def test_both_sides_of_a_contradiction_are_asked() -> None:
    for name in ("区司法局", "区市场监管局"):
        assert any("全区普法活动" in point for point in NOTES[name].points)


def test_who_has_nothing_to_mend_gets_no_note() -> None:
    assert "东湖街道" not in NOTES


def test_notes_stand_in_roster_order() -> None:
    roster = [entry.name for entry in PROFILE.roster]
    assert list(NOTES) == [name for name in roster if name in NOTES]


def test_the_file_holds_each_note_with_addressee_and_signature() -> None:
    document = docx.Document(io.BytesIO(build_notes(DISTRICT, PROFILE).content))
    text = [paragraph.text for paragraph in document.paragraphs]
    for name in NOTES:
        assert f"{name}：" in text
    assert text.count("望澜区委依法治区办") == len(NOTES)


def test_personal_numbers_are_not_sent_around() -> None:
    document = docx.Document(io.BytesIO(build_notes(DISTRICT, PROFILE).content))
    assert IDENTITY_CARD not in document.element.xml


def test_with_nothing_to_mend_the_file_says_so() -> None:
    reports = tuple(
        dataclasses.replace(
            report,
            diagnostics=tuple(d for d in report.diagnostics if d.severity is Severity.INFO),
        )
        for report in DISTRICT.reports
    )
    fine = dataclasses.replace(
        DISTRICT, reports=reports, receipts=(), missing=(), contradictions=()
    )
    document = docx.Document(io.BytesIO(build_notes(fine, PROFILE).content))
    assert "没有需要催报" in document.paragraphs[0].text
