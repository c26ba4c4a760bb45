"""Comparing only what changed finds what comparing everything finds."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.records import said
from tasks.department.report import DepartmentReport
from tasks.district.shared import Shared, find_shared, placed
from tasks.ledger.shelf import Shelf
from tests.unit.district.builder import report
from tests.unit.district.test_shared import OWN, PASSAGE

PARAGRAPHS = (PASSAGE, *OWN, PASSAGE + OWN[0], OWN[1] + OWN[2])
TEXTS = st.lists(st.sampled_from(PARAGRAPHS), max_size=3).map(tuple)
ONE_RUN = st.dictionaries(st.sampled_from("甲乙丙丁"), TEXTS, min_size=2)


def found_with(path: Path, reports: list[DepartmentReport]) -> tuple[Shared, ...]:
    with Shelf(path) as shelf:
        shelf.know({one.submission.file: said(one) for one in reports})
        return find_shared(reports, shelf=shelf)


@settings(deadline=None, max_examples=60)
@given(st.lists(ONE_RUN, min_size=2, max_size=4))
def test_whoever_changes_comes_or_goes_the_same_is_found(
    runs: list[dict[str, tuple[str, ...]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for run in runs:
            reports = [report(f"{name}局", *texts) for name, texts in run.items()]
            assert found_with(Path(folder) / "shelf", reports) == find_shared(reports)


def test_the_texts_of_known_pairs_are_not_looked_at(tmp_path: Path) -> None:
    one, other = (report(f"{name}局", PASSAGE) for name in "甲乙")
    before = found_with(tmp_path / "shelf", [one, other])
    bare = [dataclasses.replace(each, blocks=()) for each in (one, other)]
    with Shelf(tmp_path / "shelf") as shelf:
        shelf.know({each.submission.file: said(each) for each in (one, other)})
        assert find_shared(bare, placed([one, other], shelf), shelf) == before


@pytest.mark.parametrize("note", [b"", b"\xff\0", b"a line\0no outcome"])
def test_a_note_that_nobody_can_read_is_passed_over(tmp_path: Path, note: bytes) -> None:
    reports = [report(f"{name}局", PASSAGE) for name in "甲乙"]
    with Shelf(tmp_path / "shelf") as shelf:
        shelf.know({one.submission.file: said(one) for one in reports})
        for one in reports:
            shelf.note("compared", one.submission.file, note)
        assert len(find_shared(reports, shelf=shelf)) == 1
