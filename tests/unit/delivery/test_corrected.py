"""What a person corrected is said as corrected; both values stand wherever sources are told."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from decimal import Decimal

import pytest

from tasks.corrections import Action, Correction, apply
from tasks.delivery.notes.note import Occasion, notes
from tasks.delivery.records import build_summary
from tasks.delivery.report import build_reports
from tasks.delivery.report.composition import compose
from tasks.delivery.report.sources import reference
from tasks.delivery.report.verification import verify
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tests.unit.delivery.district_builder import sample_district

DOUBTED, PROFILE = sample_district()
DISTRICT = dataclasses.replace(DOUBTED, contradictions=(), totals=())
NEW = Decimal(9876)
SAID = [
    (report.department, figure)
    for report in DISTRICT.reports
    for figure in report.figures
    if figure.cell is None
]


def corrected(department: str | None, figure: Figure, action: Action) -> District:
    """Return the district with the figure corrected or removed."""
    correction = Correction(
        action=action,
        year=DISTRICT.year,
        department=department or "",
        figure=figure.id,
        section=figure.section,
        sentence=figure.sentence,
        said=figure.text,
        said_value=figure.normalized_value,
        unit=figure.normalized_unit,
        indicator=figure.indicator,
        new_value=NEW if action is Action.CORRECT else None,
        remark="内部备注",
    )
    results = apply(DISTRICT.reports, (correction,)).results
    reports = tuple(made for made in results if isinstance(made, DepartmentReport))
    return dataclasses.replace(DISTRICT, reports=reports)


def spoken(district: District, department: str | None, figure: Figure) -> list[str]:
    """Return the passages that say the figure, all passages verified."""
    passages = compose(district, PROFILE).passages
    verify(passages, district)
    key = reference(department or "", figure.id)
    return [passage.text for passage in passages if key in passage.figures]


@pytest.mark.parametrize(("department", "figure"), SAID, ids=[f.id for _, f in SAID])
def test_the_report_says_the_corrected_value_or_nothing(
    department: str | None, figure: Figure
) -> None:
    before = spoken(DISTRICT, department, figure)
    after = spoken(corrected(department, figure, Action.CORRECT), department, figure)
    assert bool(before) == bool(after)
    for one, other in zip(before, after, strict=False):
        assert figure.text in one or figure.normalized_value != NEW
        assert figure.text not in other.replace("9876", "")
    assert spoken(corrected(department, figure, Action.REMOVE), department, figure) == []


def test_some_figure_of_the_sample_is_said_at_all() -> None:
    assert any(spoken(DISTRICT, department, figure) for department, figure in SAID)


def comments(district: District) -> str:
    annotated = build_reports(district, PROFILE)[1]
    with zipfile.ZipFile(io.BytesIO(annotated.content)) as package:
        return package.read("word/comments.xml").decode()


def test_the_commented_copy_the_note_and_the_summary_tell_both_values() -> None:
    department, figure = next(
        (department, figure) for department, figure in SAID if spoken(DISTRICT, department, figure)
    )
    district = corrected(department, figure, Action.CORRECT)
    both = f"原为{figure.text}，更正为9876{figure.unit}"
    assert both in comments(district)
    (told,) = (
        row
        for row in json.loads(build_summary(district).content)["diagnostics"]
        if row["code"] == "corrected_figure"
    )
    assert both in told["message"]
    assert (told["department"], told["severity"]) == (department, "info")
    (note,) = (note for note in notes(district, PROFILE) if note.department == department)
    assert note.occasion is Occasion.QUERY
    (point,) = (point for point in note.points if "9876" in point)
    assert f"原为{figure.text}，我们已更正为9876{figure.unit}" in point
    assert "内部备注" not in "".join(note.points)
