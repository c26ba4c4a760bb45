"""Outputs that are put together of kept pieces ask for the text of no report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from flows.records import said
from tasks.artefact import Output
from tasks.delivery.compilation import build_compilation
from tasks.delivery.contents import contents
from tasks.delivery.evidence import build_evidence
from tasks.delivery.making import Making
from tasks.delivery.notes import build_notes, notes
from tasks.delivery.outbox import LATEST, publish
from tasks.delivery.records import build_manifest, build_summary
from tasks.delivery.workbook import build_workbook
from tasks.department.report import DepartmentReport
from tasks.district.district import District
from tasks.ledger.shelf import Shelf
from tasks.profile.model import Profile
from tests.unit.delivery.district_builder import sample_district


class Untouchable:
    """What nobody may look into."""

    def __iter__(self) -> Iterator[object]:
        raise AssertionError

    def __len__(self) -> int:
        raise AssertionError

    def __getitem__(self, _: object) -> NoReturn:
        raise AssertionError


def bodiless(report: DepartmentReport) -> DepartmentReport:
    """Return the report without all that it says."""
    gone: Any = Untouchable()
    return replace(report, blocks=gone, figures=gone, skipped=gone, relations=gone)


def made(district: District, profile: Profile, making: Making | None) -> tuple[Output, ...]:
    """Return all outputs but the district report, which is composed anew."""
    shelf = making.shelf if making else None
    prepared = contents(district, profile, shelf=shelf)
    return (
        build_workbook(district, profile, making=making, prepared=prepared),
        *build_evidence(district, profile, making=making, prepared=prepared),
        build_compilation(district, profile, making=making, pages=prepared.pages),
        build_notes(district, profile, asked=notes(district, profile, prepared), making=making),
        build_summary(district, making=making, pages=prepared.pages),
        build_manifest(district, profile, (), program="", inputs=()),
    )


def test_pieces_that_are_kept_need_no_report(tmp_path: Path) -> None:
    district, profile = sample_district()
    light = replace(district, reports=tuple(map(bodiless, district.reports)))
    fresh = [output.content for output in made(district, profile, None)]
    for number, run in enumerate((district, light)):
        room = tmp_path / f"room{number}"
        room.mkdir()
        with Shelf(tmp_path / "shelf") as shelf:
            shelf.know({report.submission.file: said(report) for report in district.reports})
            making = Making(shelf=shelf, earlier=tmp_path / "1" / LATEST, room=room)
            outputs = made(run, profile, making)
            publish(outputs, outbox=tmp_path, year=1, run=f"r{number}")
        assert [output.content for output in outputs] == fresh
