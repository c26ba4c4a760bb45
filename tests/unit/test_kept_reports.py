"""A kept report is the report to whoever has it, and costs only what is asked of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest

from tasks.department import bodies
from tasks.department.bodies import Bodies, sealed, unsealed
from tasks.department.kept import KeptReport, at, packed
from tasks.department.report import DepartmentReport
from tasks.errors import LedgerError
from tasks.intake.submission import Rejection, Submission
from tasks.ledger.codec import pack
from tests.unit.delivery.district_builder import sample_district

NAMES = tuple(field.name for field in fields(DepartmentReport))


@pytest.fixture(name="reports", scope="module")
def sample_reports() -> tuple[DepartmentReport, ...]:
    return sample_district()[0].reports


class Kept:
    """A ledger in memory with these reports, and what was asked of it."""

    def __init__(self, reports: Iterable[DepartmentReport]) -> None:
        self.by_file = {report.submission.file: report for report in reports}
        self.contents = {file: sealed(file, packed(self.by_file[file])) for file in self.by_file}
        self.fetched: list[str] = []
        self.read: list[str] = []
        self.bodies = Bodies(self.fetch, self.read_again)

    def fetch(self, keys: Iterable[str]) -> dict[str, bytes]:
        asked = list(keys)
        self.fetched += asked
        return {key: self.contents[key] for key in asked if key in self.contents}

    def read_again(self, submission: Submission) -> DepartmentReport | Rejection:
        self.read.append(submission.file)
        return self.by_file[submission.file]

    def opened(self) -> list[KeptReport]:
        found = [
            self.bodies.opened(report.submission, file, self.contents[file])
            for file, report in self.by_file.items()
        ]
        return [report for report in found if report is not None]


def test_a_kept_report_is_the_whole_one(reports: tuple[DepartmentReport, ...]) -> None:
    for whole, kept in zip(reports, Kept(reports).opened(), strict=True):
        for name in (*NAMES, "wording"):
            assert getattr(kept, name) == getattr(whole, name)
        assert kept == whole
        assert whole == kept
        assert hash(kept) == hash(whole)


def test_reports_that_differ_anywhere_are_not_equal(reports: tuple[DepartmentReport, ...]) -> None:
    whole, kept = reports[0], Kept(reports).opened()[0]
    assert kept != reports[1]
    assert kept != replace(whole, title="别的")
    assert replace(whole, relations=(), figures=()) != kept
    assert kept != whole.submission


def test_whose_it_is_and_what_tells_it_from_others_asks_nobody(
    reports: tuple[DepartmentReport, ...],
) -> None:
    class Silent:
        def content(self, report: KeptReport) -> bytes:
            raise AssertionError(report)

        def head(self, report: KeptReport) -> tuple[object, ...]:
            raise AssertionError(report)

        def part(self, report: KeptReport, name: str) -> object:
            raise AssertionError(report, name)

    for whole in reports:
        kept = at(whole, whole.submission, "key", Silent())
        asked = ("submission", "department", "known", "year", "wording")
        assert [getattr(kept, name) for name in asked] == [getattr(whole, name) for name in asked]
        assert not kept.reviewed


def test_a_changed_one_is_whole(reports: tuple[DepartmentReport, ...]) -> None:
    changed = replace(Kept(reports).opened()[0], dated="2026-01-01")
    assert type(changed) is DepartmentReport
    assert changed == replace(reports[0], dated="2026-01-01")


def test_it_goes_to_another_process_with_its_body(reports: tuple[DepartmentReport, ...]) -> None:
    for whole, kept in zip(reports, Kept(reports).opened(), strict=True):
        assert pickle.loads(pickle.dumps(kept)) == whole  # noqa: S301 - just written


def test_it_is_written_as_the_whole_one(reports: tuple[DepartmentReport, ...]) -> None:
    for whole, kept in zip(reports, Kept(reports).opened(), strict=True):
        assert packed(kept) == packed(whole)
        assert pack(kept) == pack(whole)


def test_only_so_much_is_at_hand(
    reports: tuple[DepartmentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "UNPACKED", 1)
    monkeypatch.setattr(bodies, "HEADS", 1)
    monkeypatch.setattr(bodies, "PACKED", 1)
    known = Kept(reports)
    for _ in range(2):
        assert known.opened() == list(reports)
    assert set(known.fetched) == set(known.by_file)
    assert not known.read


def test_what_is_at_hand_is_not_asked_for_again(reports: tuple[DepartmentReport, ...]) -> None:
    known = Kept(reports)
    kept = known.opened()[0]
    assert kept.figures is kept.figures
    assert kept.diagnostics is kept.diagnostics
    assert not known.fetched


def test_a_spoilt_content_opens_nothing(reports: tuple[DepartmentReport, ...]) -> None:
    known = Kept(reports)
    first = next(iter(known.contents))
    content = known.contents[first]
    for spoilt in (b"", content[:-1], content[:40], content[:60] + b"?" + content[61:]):
        known.contents[first] = spoilt
        assert len(known.opened()) == len(reports) - 1


def test_a_content_under_another_key_is_none() -> None:
    assert unsealed("a", sealed("a", b"content")) == b"content"
    assert unsealed("b", sealed("a", b"content")) is None


@pytest.mark.parametrize("loss", ["gone", "spoilt", "forged"])
def test_what_the_ledger_lost_is_read_again(
    reports: tuple[DepartmentReport, ...], loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PACKED", 1)
    known = Kept(reports)
    kept = known.opened()
    for file, whole in known.by_file.items():
        forged = packed(replace(whole, figures=()))[:-40] + b"?" * 40
        lost = {"gone": None, "spoilt": b"rubbish", "forged": sealed(file, forged)}[loss]
        del known.contents[file]
        if lost is not None:
            known.contents[file] = lost
    for whole, report in zip(reports, kept, strict=True):
        assert report.relations == whole.relations
        assert report.skipped == whole.skipped


def test_what_neither_ledger_nor_file_has_is_an_error_that_says_so(
    reports: tuple[DepartmentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PACKED", 1)

    def refuse(submission: Submission) -> Rejection:
        return Rejection(file=submission.file, sha256="", code="unreadable", message="")

    monkeypatch.setattr(Kept, "read_again", lambda _, submission: refuse(submission))
    known = Kept(reports)
    kept = known.opened()
    known.contents.clear()
    with pytest.raises(LedgerError, match=kept[0].submission.file):
        _ = kept[0].blocks


def test_stages_on_many_threads_see_the_same(
    reports: tuple[DepartmentReport, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "UNPACKED", 1)
    kept = Kept(reports).opened()
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda _: kept == list(reports), range(32)))
