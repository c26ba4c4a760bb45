"""A correction is on top of the report, keeps both values, and survives a re-submission."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections import Action, Correction, Scope, apply
from tasks.department.report import DepartmentReport
from tasks.intake.submission import Rejection
from tests.unit.corrections.cases import (
    CAMPAIGNS,
    CASES,
    OFFICE,
    SENTENCES,
    correction,
    figure_of,
    report,
)

REPORT = report()
CASES_SAID = figure_of(REPORT, "126件")
MONEY = figure_of(REPORT, "35.6万元")


def applied(made: DepartmentReport, *corrections: Correction) -> DepartmentReport:
    (result,) = apply((made,), corrections).results
    assert isinstance(result, DepartmentReport)
    return result


def conflicts(made: DepartmentReport) -> list[str]:
    return [item.message for item in made.diagnostics if item.code == "correction_conflict"]


def test_a_corrected_value_keeps_the_value_as_said_beside_it() -> None:
    figure = figure_of(applied(REPORT, correction(CASES_SAID, "128", remark="电话核实")), "126件")
    assert {figure.value, figure.normalized_value, figure.lower, figure.upper} == {Decimal(128)}
    assert figure.original == CASES_SAID
    assert (figure.review, figure.remark, figure.removed) == ("correct", "电话核实", False)


def test_a_value_is_given_in_normalised_units_and_shown_in_the_unit_as_said() -> None:
    figure = figure_of(applied(REPORT, correction(MONEY, "386000")), "35.6万元")
    assert (figure.value, figure.unit) == (Decimal("38.6"), "万元")
    assert figure.normalized_value == 386000


def test_a_removed_figure_belongs_to_no_indicator_and_loses_nothing() -> None:
    figure = figure_of(applied(REPORT, correction(CASES_SAID, action=Action.REMOVE)), "126件")
    assert figure.removed
    assert figure.canonical is None
    assert figure.normalized_value == 126


def test_accepting_changes_no_value_but_is_remembered() -> None:
    figure = figure_of(applied(REPORT, correction(CASES_SAID, action=Action.ACCEPT)), "126件")
    assert replace(figure, review="") == CASES_SAID
    assert figure.review == "accept"


def test_another_report_and_another_year_are_left_alone() -> None:
    other = report(department="区教育局")
    made = correction(CASES_SAID, "128")
    assert apply((other,), (made,)).results[0] is other
    assert apply((REPORT,), (replace(made, year=2024),)).results[0] is REPORT


def test_a_rejection_passes_through() -> None:
    refused = Rejection(file="a.pdf", sha256="", code="not_word", message="")
    assert apply((refused,), (correction(CASES_SAID, "1"),)).results == (refused,)


class TestRules:
    """A corrected indicator can hold for like figures."""

    RULE = correction(
        figure_of(REPORT, "18名"), new_indicator=CAMPAIGNS, scope=Scope.DEPARTMENT, number=7
    )

    def test_a_departments_rule_holds_for_its_other_reports(self) -> None:
        later = report(("新聘任人民调解员25名。",))
        figure = figure_of(applied(later, self.RULE), "25名")
        assert figure.canonical == CAMPAIGNS
        assert (figure.review, figure.original) == ("rule", figure_of(later, "25名"))

    def test_it_holds_for_other_departments_only_when_it_is_for_all(self) -> None:
        other = report(("新聘任人民调解员25名。",), department="区教育局")
        assert figure_of(applied(other, self.RULE), "25名").canonical is None
        everywhere = replace(self.RULE, scope=Scope.ALL)
        assert figure_of(applied(other, everywhere), "25名").canonical == CAMPAIGNS

    def test_a_figures_own_correction_goes_before_the_rule(self) -> None:
        figure = figure_of(REPORT, "18名")
        own = correction(figure, new_indicator=CASES, number=8)
        assert figure_of(applied(REPORT, self.RULE, own), "18名").canonical == CASES

    def test_a_corrected_value_falls_under_the_rule_too(self) -> None:
        figure = figure_of(REPORT, "18名")
        rule = replace(self.RULE, figure="another", number=6)
        fixed = figure_of(applied(REPORT, rule, correction(figure, "19", number=8)), "18名")
        assert (fixed.canonical, fixed.normalized_value) == (CAMPAIGNS, Decimal(19))


class TestResubmission:
    """The report came again, changed."""

    FIXED = correction(CASES_SAID, "128")

    @pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
    def test_a_moved_paragraph_keeps_its_correction(self, order: tuple[int, ...]) -> None:
        again = report([SENTENCES[at] for at in order])
        assert figure_of(applied(again, self.FIXED), "126件").normalized_value == 128

    def test_a_reworded_sentence_with_the_same_value_keeps_it(self) -> None:
        again = report(("本年度办结行政复议案件126件，努力推动行政争议实质性化解。", SENTENCES[1]))
        fixed = applied(again, self.FIXED)
        assert figure_of(fixed, "126件").normalized_value == 128
        assert conflicts(fixed) == []

    def test_a_sentence_that_says_the_corrected_value_by_now_asks_nothing(self) -> None:
        again = report((SENTENCES[0].replace("126", "128"), *SENTENCES[1:]))
        fixed = applied(again, self.FIXED)
        assert figure_of(fixed, "128件").original is None
        assert conflicts(fixed) == []

    def test_a_third_value_is_asked_again_and_not_touched(self) -> None:
        again = report((SENTENCES[0].replace("126", "131"), *SENTENCES[1:]))
        fixed = applied(again, self.FIXED)
        assert figure_of(fixed, "131件").original is None
        (message,) = conflicts(fixed)
        assert "126件" in message
        assert "131件" in message

    def test_two_like_places_are_asked_and_not_guessed(self) -> None:
        twice = [f"{SENTENCES[0][:-1]}（{half}）。" for half in ("上半年", "下半年")]
        fixed = applied(report(twice), self.FIXED)
        assert all(figure.original is None for figure in fixed.figures)
        assert len(conflicts(fixed)) == 1

    def test_a_sentence_that_is_gone_is_said(self) -> None:
        (message,) = conflicts(applied(report(SENTENCES[1:]), self.FIXED))
        assert "找不到" in message

    def test_reviewing_the_new_sentence_answers_the_question(self) -> None:
        again = report((SENTENCES[0].replace("126", "131"), *SENTENCES[1:]))
        answer = correction(figure_of(again, "131件"), action=Action.ACCEPT, number=2)
        assert conflicts(applied(again, self.FIXED, answer)) == []

    def test_a_like_sentence_on_another_matter_is_not_taken_for_it(self) -> None:
        other = "全年办理信访投诉事项126件，做到件件有回音、事事有着落。"
        fixed = applied(report((other, *SENTENCES[1:])), self.FIXED)
        assert all(figure.original is None for figure in fixed.figures)


CHOICES = st.builds(
    lambda figure, action, value, indicator, number: correction(
        figure,
        action=action,
        number=number,
        new_value=None if action is not Action.CORRECT else value,
        **({"new_indicator": indicator} if action is Action.CORRECT else {}),
    ),
    st.sampled_from(REPORT.figures),
    st.sampled_from([Action.ACCEPT, Action.CORRECT, Action.REMOVE]),
    st.sampled_from(["0", "7", "126", "386000"]),
    st.sampled_from([None, "", CASES, CAMPAIGNS]),
    st.integers(1, 99),
)
SETS = st.lists(CHOICES, max_size=5)


@given(SETS, SETS)
def test_earlier_corrections_leave_no_trace(
    first: list[Correction], second: list[Correction]
) -> None:
    """Applied, undone and applied again is the same state, whatever came between."""
    once = apply((REPORT,), second).results
    assert apply(apply((REPORT,), first).results, second).results == once
    assert apply(once, ()).results == (REPORT,)


@given(SETS)
def test_nothing_but_the_figures_own_facts_is_changed(corrections: list[Correction]) -> None:
    made = applied(REPORT, *corrections)
    for before, after in zip(REPORT.figures, made.figures, strict=True):
        assert (after.id, after.text, after.sentence) == (before.id, before.text, before.sentence)
        assert (after.original or replace(after, review="", remark="")) == before
    assert made.blocks == REPORT.blocks


def test_department_names_are_the_offices_own() -> None:
    assert REPORT.department == OFFICE
