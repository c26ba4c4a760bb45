"""Sentences as numbers and words: each comes back as it was judged, however few are at hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.delivery.report import build_reports, library, sources, voices
from tasks.delivery.report.judgement import Dissolving, Judgement, Said
from tasks.delivery.report.register import Register, Traits, entry_of
from tests.unit.delivery.district_builder import sample_district

SMALL = st.integers(-1, 300)
BITS = st.integers(0, 2**63 - 1)
JUDGEMENTS = st.lists(
    st.builds(
        Judgement,
        said=st.builds(
            Said,
            block=st.integers(0, 2**20),
            text=st.text(max_size=4),
            original=st.just(""),
            figures=st.sampled_from(("", "f1", "f1 f2")),
            shown=st.none() | st.just(""),
            unnamed=st.none() | st.just("甲"),
        ),
        start=st.integers(0, 2**20),
        section=st.integers(0, 300),
        headline=st.booleans(),
        ahead=st.booleans(),
        usable=st.booleans(),
        theme=SMALL,
        side=SMALL,
        cause=SMALL,
        practices=BITS,
        actors=BITS,
        dissolving=st.sampled_from(Dissolving),
        worth=st.integers(-999, 999),
        said_worth=st.integers(-999, 999),
        clauses=st.lists(st.integers(0, 2**64 - 1), max_size=3).map(tuple),
    ),
    max_size=3,
)


@given(st.lists(JUDGEMENTS, max_size=4))
def test_the_register_has_what_was_judged_report_by_report(reports: list[list[Judgement]]) -> None:
    register = Register()
    rows = [row for judged in reports for row in register.add(entry_of(judged))]
    every = [judgement for judged in reports for judgement in judged]
    assert rows == list(range(len(every)))
    assert len(register) == len(every)
    for row, judgement in enumerate(every):
        assert tuple(register.clauses(row)) == judgement.clauses
        assert (register.worth[row], register.said_worth[row]) == (
            judgement.worth,
            judgement.said_worth,
        )
        for name in Traits._fields:
            assert getattr(register.traits(row), name) == getattr(judgement, name)


def test_with_one_report_at_hand_the_district_report_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = build_reports(*sample_district())
    for module in (library, sources, voices):
        monkeypatch.setattr(module, "_AT_HAND", 1)
    assert build_reports(*sample_district()) == usual
