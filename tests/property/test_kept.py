"""Whatever changes between two runs, kept pieces give the bytes of making all anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.records import said
from tasks.artefact import Filed, Output
from tasks.delivery.compilation import build_compilation
from tasks.delivery.evidence import build_evidence
from tasks.delivery.making import Making
from tasks.delivery.outbox import LATEST, publish
from tasks.delivery.report import build_reports
from tasks.delivery.workbook import build_workbook
from tasks.department import bodies
from tasks.department.bodies import Bodies, sealed
from tasks.department.examine import understand
from tasks.department.kept import packed
from tasks.department.reading import read
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.district import District
from tasks.document import Document
from tasks.intake.submission import Format, Rejection, Submission
from tasks.ledger.shelf import Shelf
from tasks.profile.load import default_profile
from tasks.profile.model import DistrictSettings, Profile
from tests.benchmarks.generated import report as report_file
from tests.unit.delivery.district_builder import sample_district

Change = Callable[[District], District]


def without_first(district: District) -> District:
    return replace(district, reports=district.reports[1:])


def in_other_order(district: District) -> District:
    return replace(district, reports=district.reports[::-1])


def corrected(district: District) -> District:
    def amend(report: DepartmentReport) -> DepartmentReport:
        figures = tuple(
            replace(f, value=f.value + 1, original=f, review="correct") for f in report.figures[:1]
        )
        return replace(report, figures=figures + report.figures[1:])

    return replace(district, reports=(*map(amend, district.reports[:1]), *district.reports[1:]))


def counted_otherwise(district: District) -> District:
    first, *rest = district.totals
    parts = tuple(replace(part, value=part.value + Decimal(1)) for part in first.contributions)
    return replace(district, totals=(replace(first, contributions=parts), *rest))


def left_out(district: District) -> District:
    return replace(district, totals=district.totals[1:])


def renamed(district: District) -> District:
    reports = (replace(district.reports[0], department="区某局"), *district.reports[1:])
    return replace(district, reports=reports)


def another_year(district: District) -> District:
    return replace(district, year=district.year + 1)


def as_it_was(district: District) -> District:
    return district


CHANGES: tuple[Change, ...] = (
    as_it_was,
    without_first,
    in_other_order,
    corrected,
    counted_otherwise,
    left_out,
    renamed,
    another_year,
)


def made(district: District, profile: Profile, making: Making | None) -> tuple[Output, ...]:
    return (
        build_workbook(district, profile, making=making),
        *build_evidence(district, profile, making=making),
        *build_reports(district, profile, making),
        build_compilation(district, profile, making=making),
    )


def as_kept(reports: tuple[DepartmentReport, ...]) -> tuple[DepartmentReport, ...]:
    """Return the reports with their bodies in a ledger."""
    contents = {
        item.submission.file: sealed(item.submission.file, packed(item)) for item in reports
    }
    source = Bodies(lambda keys: {key: contents[key] for key in keys}, examine_nothing)
    kept = (
        source.opened(item.submission, item.submission.file, contents[item.submission.file])
        for item in reports
    )
    return tuple(report for report in kept if report is not None)


def examine_nothing(submission: Submission) -> Rejection:
    return Rejection(file=submission.file, sha256="", code="unreadable", message="")


@settings(deadline=None, max_examples=12)
@given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3))
def test_kept_pieces_give_what_making_anew_gives(changes: list[Change]) -> None:
    district, profile = sample_district()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, change in enumerate((as_it_was, *changes)):
            district = change(district)
            if not district.reports or not district.totals:
                return
            room = folder / f"room{number}"
            room.mkdir()
            earlier = folder / "outbox" / "1" / LATEST
            with Shelf(folder / "shelf") as shelf:
                shelf.know({report.submission.file: said(report) for report in district.reports})
                making = Making(
                    shelf=shelf, earlier=earlier if earlier.exists() else None, room=room
                )
                outputs = made(district, profile, making)
                publish(outputs, outbox=folder / "outbox", year=1, run=f"r{number}")
            for kept, fresh in zip(outputs, made(district, profile, None), strict=True):
                assert kept.path == fresh.path
                assert (earlier / kept.path).read_bytes() == fresh.content
                assert (kept.sha256, kept.size) == (fresh.sha256, fresh.size)


@pytest.mark.parametrize("at_hand", [1, 64 << 20])
def test_kept_reports_give_what_whole_ones_give(
    at_hand: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "UNPACKED", at_hand)
    monkeypatch.setattr(bodies, "PACKED", at_hand)
    district, profile = sample_district()
    light = as_kept(district.reports)
    by_file = {report.submission.file: report for report in light}
    receipts = tuple(replace(item, report=by_file.get(item.file)) for item in district.receipts)
    whole = made(district, profile, None)
    made_of_kept = made(replace(district, reports=light, receipts=receipts), profile, None)
    assert [output.content for output in made_of_kept] == [output.content for output in whole]


@settings(deadline=None, max_examples=20)
@given(st.integers(min_value=0), st.integers(200, 2_000))
def test_a_kept_report_is_the_one_that_was_read(seed: int, characters: int) -> None:
    data = report_file(seed, items=2, characters=characters)
    document = read(data, file="a.docx", sha256="0")
    assert isinstance(document, Document)
    submission = Submission(
        file="a.docx", folder="", name="", sha256="0", size=len(data), format=Format.DOCX
    )
    whole = understand(document, submission, default_profile())
    (kept,) = as_kept((whole,))
    for field in fields(DepartmentReport):
        assert getattr(kept, field.name) == getattr(whole, field.name)
    assert packed(replace(kept, submission=submission)) == packed(whole)


def test_kept_digests_give_the_district_that_making_anew_gives(tmp_path: Path) -> None:
    district, profile = sample_district()
    with_settings = profile.model_copy(
        update={"district": DistrictSettings(name=district.name, year=district.year)}
    )
    reports = district.reports
    fresh = consolidate(reports, with_settings)
    for _ in range(2):
        with Shelf(tmp_path / "shelf") as shelf:
            shelf.know({report.submission.file: said(report) for report in reports})
            assert consolidate(reports, with_settings, shelf) == fresh
    assert fresh.totals


def test_pages_of_the_run_before_are_used(tmp_path: Path) -> None:
    """The law above would also hold if nothing were ever kept."""
    district, profile = sample_district()
    for number in range(2):
        earlier = tmp_path / "1" / LATEST
        with Shelf(tmp_path / "shelf") as shelf:
            shelf.know({report.submission.file: said(report) for report in district.reports})
            outputs = build_evidence(district, profile, making=Making(shelf=shelf, earlier=earlier))
            publish(outputs, outbox=tmp_path, year=1, run=f"r{number}")
    _, *pages = outputs
    assert len(pages) == len(district.reports)
    assert all(isinstance(page, Filed) and page.published for page in pages)
