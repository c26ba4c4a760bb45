"""Whatever changes between two runs, kept pieces give the bytes of making all anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

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
from tasks.department.report import DepartmentReport
from tasks.district import consolidate
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import DistrictSettings, Profile
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
    shelf = making.shelf if making else None
    return (
        build_workbook(district, profile, making=making),
        *build_evidence(district, profile, making=making),
        *build_reports(district, profile, shelf),
        build_compilation(district, profile, making=making),
    )


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
