"""Districts' runs become a region's: what adds up, what is left out, what is said."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.published import Part, PublishedRun, Sum, Summary
from tasks.intake.submission import Rejection
from tasks.profile.load import default_profile
from tasks.profile.model import DistrictSettings, RosterEntry
from tasks.region import Region, add_up

SETTINGS = DistrictSettings(name="澄州市", year=2025)
PROFILE = default_profile().model_copy(
    update={"roster": tuple(RosterEntry(name=name) for name in ("望澜区", "榕城区", "惠来县"))}
)


def total(value: str, *, indicator: str = "行政处罚案件数", upper: str | None = "same") -> Sum:
    """Return a district's total of one department."""
    end = Decimal(value) if upper == "same" else None if upper is None else Decimal(upper)
    part = Part(
        department="某局",
        figure="b1-1",
        value=Decimal(value),
        lower=Decimal(value),
        upper=end,
        page="溯源/某局.html#f-b1-1",
    )
    return Sum(
        indicator=indicator,
        unit="件",
        value=Decimal(value),
        lower=Decimal(value),
        upper=end,
        contributions=(part,),
    )


def run(
    district: str, *totals: Sum, year: int = 2025, file: str = "", rules: str = "a"
) -> PublishedRun:
    """Return a district's published run."""
    summary = Summary(
        district=district, year=year, subject="法治政府建设", missing=(), totals=totals
    )
    return PublishedRun(
        file=file or district,
        sha256=f"{district}{file}",
        program="1",
        rules=rules,
        summary=summary,
        pages=(),
    )


def region(*results: PublishedRun | Rejection) -> Region:
    """Return what the results make."""
    return add_up(results, PROFILE, SETTINGS)


def test_a_total_is_the_sum_of_the_districts_that_have_it() -> None:
    made = region(
        run("榕城区", total("5")), run("望澜区", total("7"), total("1", indicator="其他"))
    )
    assert [(t.indicator, t.value) for t in made.totals] == [
        ("行政处罚案件数", Decimal(12)),
        ("其他", Decimal(1)),
    ]


def test_districts_stand_in_roster_order_and_the_missing_are_named() -> None:
    made = region(run("榕城区"), run("别的区"), run("望澜区"))
    assert [d.name for d in made.districts] == ["望澜区", "榕城区", "别的区"]
    assert made.missing == ("惠来县",)


def test_an_open_end_keeps_the_total_open() -> None:
    made = region(run("榕城区", total("5")), run("望澜区", total("7", upper=None)))
    assert (made.totals[0].lower, made.totals[0].upper) == (Decimal(12), None)


def test_a_run_given_twice_counts_once() -> None:
    made = region(run("望澜区", total("7")), run("望澜区", total("7")))
    assert (made.totals[0].value, made.rejected) == (Decimal(7), ())


def test_of_two_different_runs_of_a_district_neither_counts() -> None:
    made = region(run("望澜区", total("7")), run("望澜区", total("9"), file="乙"))
    assert (made.totals, len(made.rejected), made.missing[0]) == ((), 2, "望澜区")


def test_a_run_of_another_year_does_not_count() -> None:
    assert [r.code for r in region(run("榕城区", year=2024)).rejected] == ["unfit_run"]


def test_districts_with_another_catalogue_are_named() -> None:
    made = region(run("望澜区"), run("榕城区"), run("惠来县", rules="b"))
    assert [(n.code, n.message[:3]) for n in made.diagnostics] == [("different_profiles", "惠来县")]


def test_a_page_keeps_its_place_below_its_district() -> None:
    (district,) = region(run("../望澜区")).districts
    assert district.place("溯源/某局.html#f-1") == "溯源/01_望澜区/某局.html#f-1"


@given(st.permutations([run("望澜区", total("7")), run("榕城区", total("5")), run("别的区")]))
def test_the_order_of_the_runs_makes_no_difference(runs: list[PublishedRun]) -> None:
    assert region(*runs) == region(*sorted(runs, key=lambda item: item.file))
