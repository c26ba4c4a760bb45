"""Automatic numbers of generated reports, against what their generator knows it wrote."""

from __future__ import annotations

from itertools import chain

import pytest

from tasks.document import Paragraph
from tests.generated.numbered import Report, report
from tests.generated.signs import KINDS
from tests.generated.traits import Trait, Way
from tests.unit.reading.reads import document

REPORTS = 240


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [report(seed) for seed in range(REPORTS)]


def test_every_number_of_every_report_is_right(reports: list[Report]) -> None:
    wrong = []
    for seed, each in enumerate(reports):
        found = [
            (block.number if isinstance(block, Paragraph) else "", block.text)
            for block in document(each.data).blocks
        ]
        if found != list(each.expected):
            wrong.append((seed, set(found) ^ set(each.expected)))
    assert wrong == []


def test_the_reports_have_every_way_oddity_and_format(reports: list[Report]) -> None:
    seen = set(chain.from_iterable(each.traits for each in reports))
    assert seen >= {*Way, *Trait, *KINDS}


def test_the_same_seed_gives_the_same_report() -> None:
    assert report(7) == report(7)
    assert report(7).data != report(8).data
