"""Sketches that are read back say what those at hand say, and give the same outputs."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from tasks.delivery import deliver, sketches, store
from tasks.delivery.making import Making
from tasks.delivery.places import paged_reports
from tasks.delivery.sketch import sketch, unpacked
from tasks.delivery.sketches import Sketches
from tasks.errors import PublishError
from tasks.ledger.shelf import Shelf
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()
PAGES = paged_reports(DISTRICT)
PACKED = [
    sketch(page, [f.id for f in page.report.figures], DISTRICT.sections, Shelf()) for page in PAGES
]
"""A sketch of each report, with all its figures."""


def filled(at_hand: int, file: io.BytesIO | None = None) -> Sketches:
    made = Sketches(file or io.BytesIO(), at_hand=at_hand)
    for page, packed in zip(PAGES, PACKED, strict=True):
        made.add(page.department, packed)
    return made


@pytest.mark.parametrize("at_hand", [0, 1, len(PAGES)])
def test_they_come_back_in_order_and_by_place(at_hand: int) -> None:
    made, expected = filled(at_hand), [unpacked(packed) for packed in PACKED]
    assert list(made) == list(made[:]) == expected
    assert [made[at] for at in range(-1, -len(PAGES) - 1, -1)] == expected[::-1]
    assert list(made.amended) == [one.amended for one in expected]
    assert list(made.unplaced) == [len(one.unplaced) for one in expected]


@pytest.mark.parametrize("at_hand", [0, 1, len(PAGES)])
def test_each_figure_is_found_and_no_other(at_hand: int) -> None:
    made = filled(at_hand)
    assert any(page.report.figures for page in PAGES)
    for place, page in enumerate(PAGES):
        assert made.place(page.department) == place
        for figure in page.report.figures:
            assert made.mentioned(place, figure.id) == made[place].mentioned[figure.id]
        assert made.mentioned(place, "no such figure") is None
    assert made.place("没有这个部门") is None


@pytest.mark.parametrize("at_hand", [1, len(PAGES)])
def test_as_many_are_held_as_may_be(at_hand: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 0)
    file = io.BytesIO()
    filled(at_hand, file)
    assert file.getvalue() == b"".join(PACKED[at_hand:])


def test_outputs_are_the_same_whether_sketches_are_held_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(making: Making | None) -> dict[str, bytes]:
        made = deliver(DISTRICT, PROFILE, program="p", inputs=(), making=making)
        return {output.path: output.content for output in made}

    held = outputs(None)
    monkeypatch.setattr(sketches, "AT_HAND", 0)
    assert outputs(Making(room=tmp_path)) == held


def test_a_full_disk_is_told_as_what_could_not_be_written() -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    made = filled(0, Full())
    with pytest.raises(PublishError, match="No space"):
        made.mentioned(0, "f1")
