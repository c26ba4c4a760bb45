"""A district's rate comes from all counts or not at all."""

from __future__ import annotations

from decimal import Decimal

from tasks.district import consolidate
from tasks.district.district import DistrictRate
from tests.unit.district.test_traps import PROFILE, sent

RATE = "热线工单办结率"


def rates(**said: str) -> dict[str, DistrictRate]:
    reports = [sent(name, {"said": {name: text}}) for name, text in said.items()]
    return {rate.indicator: rate for rate in consolidate(reports, PROFILE).rates}


def test_a_rate_is_recomputed_from_all_counts() -> None:
    found = rates(
        城管局="承办12345热线工单200件，按期办结150件，热线工单办结率75%。",
        财政局="承办12345热线工单100件，按期办结99件，热线工单办结率99%。",
    )[RATE]
    assert found.value == Decimal("83.00")
    assert [part.counts for part in found.parts] == [
        (Decimal(99), Decimal(100)),
        (Decimal(150), Decimal(200)),
    ]


def test_a_rate_without_its_counts_leaves_the_district_without_one() -> None:
    found = rates(
        城管局="承办12345热线工单200件，按期办结150件，热线工单办结率75%。",
        财政局="热线工单办结率99%。",
    )[RATE]
    assert found.value is None
    assert [part.said for part in found.parts] == ["99%", "75%"]


def test_counts_that_contradict_their_rate_are_not_used() -> None:
    found = rates(城管局="承办12345热线工单200件，按期办结150件，热线工单办结率95%。")[RATE]
    assert found.value is None


def test_a_rate_nobody_says_is_not_there() -> None:
    assert RATE not in rates(财政局="承办12345热线工单100件。")


def test_a_rate_of_a_wider_area_or_of_another_year_is_not_the_departments() -> None:
    found = rates(
        财政局="全市热线工单办结率98%，2024年热线工单办结率97%。我局热线工单办结率99%。",
    )[RATE]
    assert [part.said for part in found.parts] == ["99%"]
