"""How figures stand to the totals: a department has its own items, in the totals' order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.standing import Standings
from tasks.district.district import Contribution, District, LeftOut
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()
DEPARTMENTS = ("甲局", "乙局", "")

CONTRIBUTIONS = st.builds(
    Contribution,
    department=st.sampled_from(DEPARTMENTS),
    figure=st.sampled_from("abc"),
    block=st.just("b"),
    section=st.none(),
    value=st.integers(0, 9).map(Decimal),
    lower=st.just(Decimal(0)),
    upper=st.none(),
    approximate=st.booleans(),
)
LEFT_OUT = st.builds(
    LeftOut,
    department=st.sampled_from(DEPARTMENTS),
    figure=st.sampled_from("abc"),
    reason=st.sampled_from(["上期数", "其中项"]),
)


def district_of(parts: list[tuple[list[Contribution], list[LeftOut]]]) -> District:
    totals = tuple(
        replace(
            DISTRICT.totals[0],
            indicator=f"指标{number}",
            contributions=tuple(contributions),
            left_out=tuple(left_out),
        )
        for number, (contributions, left_out) in enumerate(parts)
    )
    return replace(DISTRICT, totals=totals)


PARTS = st.lists(
    st.tuples(st.lists(CONTRIBUTIONS, max_size=4), st.lists(LEFT_OUT, max_size=3)), max_size=4
)


@given(PARTS)
def test_a_department_has_its_own_items(
    parts: list[tuple[list[Contribution], list[LeftOut]]],
) -> None:
    standings = Standings(district_of(parts), PROFILE)
    for department in (*DEPARTMENTS, "丙局"):
        items: list[Contribution | LeftOut] = []
        for contributions, left_out in parts:
            items += [*contributions, *left_out]
        expected = [item.figure for item in items if item.department == department]
        assert standings.figures(department) == expected


@given(PARTS)
def test_a_figure_counts_before_it_is_left_out(
    parts: list[tuple[list[Contribution], list[LeftOut]]],
) -> None:
    standings = Standings(district_of(parts), PROFILE)
    figure = next(f for report in DISTRICT.reports for f in report.figures)
    for department in DEPARTMENTS:
        for name in "abc":
            whose = (department, name)
            counted = [
                (f"指标{number}", item.value)
                for number, (contributions, _) in enumerate(parts)
                for item in contributions
                if (item.department, item.figure) == whose
            ]
            left = [
                item.reason
                for _, left_out in parts
                for item in left_out
                if (item.department, item.figure) == whose
            ]
            found = standings.of(department, replace(figure, id=name))
            assert found.counted == bool(counted)
            if counted:
                assert (found.indicator, found.value) == counted[-1]
            elif left:
                assert found.reason == left[0]


@given(PARTS, CONTRIBUTIONS)
def test_the_state_tells_whether_anything_of_the_department_changed(
    parts: list[tuple[list[Contribution], list[LeftOut]]], more: Contribution
) -> None:
    before = Standings(district_of(parts), PROFILE)
    after = Standings(district_of([*parts, ([more], [])]), PROFILE)
    for department in DEPARTMENTS:
        state = before.state(department)
        assert before.state(department) == state
        assert (after.state(department) == state) == (department != more.department)
