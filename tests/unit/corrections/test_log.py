"""The log is only added to; what is in force follows from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections import Action, correction_of, effective, entry_of, undoing, undone
from tasks.errors import HuizongError
from tasks.ledger import CorrectionEntry
from tests.unit.corrections.cases import correction, figure_of, report

FIGURES = report().figures


def entry(number: int, at: int = 0, value: str = "1") -> CorrectionEntry:
    made = entry_of(correction(FIGURES[at], value), entered="2026", author="王", source="a.xlsx")
    return replace(made, id=number)


def undo(number: int, target: int) -> CorrectionEntry:
    return CorrectionEntry(
        id=number, entered="2026", author="王", source="", action="undo", year=2025, target=target
    )


def in_force(*log: CorrectionEntry) -> list[int]:
    return [item.number for item in effective(log)]


def test_the_last_word_on_a_figure_holds() -> None:
    assert in_force(entry(1), entry(2, at=1), entry(3)) == [2, 3]


def test_undoing_brings_back_what_it_had_replaced() -> None:
    assert in_force(entry(1), entry(2), undo(3, 2)) == [1]


def test_undoing_an_undoing_brings_back_the_row() -> None:
    assert in_force(entry(1), undo(2, 1), undo(3, 2)) == [1]
    assert in_force(entry(1), undo(2, 1), undo(3, 2), undo(4, 3)) == []


def test_a_word_on_the_resubmitted_figure_replaces_the_one_carried_over_to_it() -> None:
    again = replace(entry(2, at=1), target=1)
    assert in_force(entry(1), again) == [2]
    assert in_force(entry(1), again, undo(3, 2)) == [1]
    assert in_force(entry(1), again, undo(3, 2), undo(4, 3)) == [2]


def test_what_was_taken_back_is_known_with_the_row_that_did_it() -> None:
    def back(*log: CorrectionEntry) -> dict[int, int]:
        return {number: correction.number for number, correction in undone(log).items()}

    assert back(entry(1), undo(2, 1)) == {2: 1}
    assert back(entry(1), undo(2, 1), undo(3, 2)) == {}
    assert back(entry(1), undo(2, 1), undo(3, 2), undo(4, 1)) == {4: 1}


def test_what_is_not_there_cannot_be_undone() -> None:
    with pytest.raises(HuizongError, match="9"):
        undoing([entry(1)], 9, entered="", author="")


def test_a_row_gives_the_correction_that_it_was_made_of() -> None:
    figure = figure_of(report(), "35.6万元")
    made = correction(figure, "386000", new_indicator="", remark="核实")
    kept = entry_of(made, entered="2026", author="王", source="a.xlsx")
    assert correction_of(replace(kept, id=1)) == made
    removed = replace(made, action=Action.REMOVE, new_value=None, new_indicator=None)
    kept = entry_of(removed, entered="2026", author="王", source="a.xlsx")
    assert correction_of(replace(kept, id=1)) == removed


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 8), st.integers(0, 2)), max_size=8))
def test_undoing_the_last_row_is_as_if_it_were_not_there(
    steps: list[tuple[bool, int, int]],
) -> None:
    log = [
        undo(number, target) if back and target < number else entry(number, at=at)
        for number, (back, target, at) in enumerate(steps, start=1)
    ]
    for count in range(1, len(log) + 1):
        before, shown = log[: count - 1], log[:count]
        assert effective([*shown, undo(count + 1, count)]) == effective(before)
