"""Reminders and returns: one note for each department that has to act, none for others."""

from __future__ import annotations

import dataclasses
import io

import docx
import pytest

from tasks.delivery.notes import build_notes, build_plain_notes
from tasks.delivery.notes.note import Occasion, notes
from tasks.delivery.notes.points import nested
from tasks.diagnostics import Diagnostic, Severity
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


def test_the_text_says_what_the_word_file_says() -> None:
    document = docx.Document(io.BytesIO(build_notes(DISTRICT, PROFILE).content))
    plain = build_plain_notes(DISTRICT, PROFILE).content.decode()
    for paragraph in document.paragraphs:
        assert paragraph.text.strip() in plain
    assert IDENTITY_CARD not in plain


def test_a_side_of_a_contradiction_learns_the_other_sides_value() -> None:
    contradiction = DISTRICT.contradictions[0]
    for name, value, _ in contradiction.values:
        points = "".join(NOTES[name].points)
        assert f"贵单位报为{value}" in points
        for other, said, _ in contradiction.values:
            assert other == name or f"{other}报为{said}" in points


def test_a_note_speaks_to_its_reader_and_of_no_blocks() -> None:
    text = "".join(point for note in NOTES.values() for point in note.points)
    assert "请报送单位" not in text
    assert "块" not in text


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("““护苗”行动”不一致", "“‘护苗’行动”不一致"),
        ("“甲”“乙”", "“甲”“乙”"),
        ("“护苗", "“护苗"),
        ("护苗”“", "护苗”“"),
    ],
)
def test_quotes_within_quotes_are_single(text: str, inner: str) -> None:
    assert nested(text) == inner


def test_what_the_district_noticed_of_a_department_is_asked_in_the_second_person() -> None:
    noticed = Diagnostic(
        code="restated_figure",
        severity=Severity.WARNING,
        message="东湖街道今年报告写道“上年为270件”，与其2022年度报告所报的290件不一致。",
        departments=("东湖街道",),
    )
    district = dataclasses.replace(DISTRICT, diagnostics=(noticed,))
    note = next(note for note in notes(district, PROFILE) if note.department == "东湖街道")
    [point] = note.points
    assert point.startswith("贵单位今年报告写道“上年为270件”，与其2022年度报告所报的290件")
    assert point.endswith("请核实上年数；确有调整的，请说明原因。")


def test_missing_sections_make_one_point() -> None:
    report = DISTRICT.reports[0]
    missing = tuple(
        Diagnostic(
            code="missing_section", severity=Severity.WARNING, message=f"缺少第{n}部分“{name}”。"
        )
        for n, name in ((1, "重大部署"), (5, "不足和原因"))
    )
    changed = dataclasses.replace(report, diagnostics=missing)
    district = dataclasses.replace(
        DISTRICT, reports=(changed, *DISTRICT.reports[1:]), contradictions=(), diagnostics=()
    )
    note = next(n for n in notes(district, PROFILE) if n.department == report.department)
    [point] = note.points
    assert point.startswith("缺少第1部分“重大部署”、第5部分“不足和原因”。请补充")
