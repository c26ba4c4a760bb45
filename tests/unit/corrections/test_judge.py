"""What she fills in is taken over, or refused with a reason: never silently."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tasks.corrections import Action, Correction, Ground, Judgement, Reviews, Scope, judge
from tasks.corrections.columns import seal
from tasks.corrections.reader import Review
from tasks.department.figures.figure import Figure
from tasks.department.report import DepartmentReport
from tasks.ledger import FigureEntry
from tests.unit.corrections.cases import (
    CAMPAIGNS,
    OFFICE,
    PROFILE,
    SENTENCES,
    correction,
    figure_of,
    report,
)

REPORT = report()
CASES_SAID, MONEY = figure_of(REPORT, "126件"), figure_of(REPORT, "35.6万元")


def nothing_known(_department: str, _figure: str) -> FigureEntry | None:
    return None


def ground(*reports: DepartmentReport, corrections: tuple[Correction, ...] = ()) -> Ground:
    return Ground(
        district="望澜区",
        year=2025,
        reports=reports or (REPORT,),
        corrections=corrections,
        indicators=frozenset(indicator.name for indicator in PROFILE.indicators),
        remembered=nothing_known,
    )


def row(figure: Figure, action: str = "更正", **changes: object) -> Review:
    said = (OFFICE, figure.id, figure.indicator, figure.value, figure.unit, figure.sentence)
    made = Review(
        place="数据明细第4行",
        department=OFFICE,
        figure=figure.id,
        said=said,
        seal=seal("望澜区", 2025, said),
        action=action,
        new_value=None,
        new_indicator="",
        scope="",
        remark="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def judged(*rows: Review, on: Ground | None = None) -> Judgement:
    return judge(Reviews(rows=rows), on or ground())


def refusal(made: Review, on: Ground | None = None) -> str:
    judgement = judged(made, on=on)
    assert judgement.corrections == ()
    (problem,) = judgement.problems
    assert problem.place == "数据明细第4行"
    return problem.message


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (40, "400000"),
        (38.65, "386500"),
        ("38.65", "386500"),
        ("38.65万元", "386500"),
        ("386,500元", "386500"),
        ("３８．６５万元", "386500"),
        ("三十八万元", "380000"),
    ],
)
def test_a_bare_number_is_in_the_unit_as_said_and_a_unit_may_be_written(
    typed: str | float, expected: str
) -> None:
    (made,) = judged(row(MONEY, new_value=typed)).corrections
    assert made.new_value == Decimal(expected)


@pytest.mark.parametrize(
    "typed", ["很多", "38.6亩", "-5", "约40万元", "40万", "2025-01-01 00:00:00"]
)
def test_what_is_no_amount_in_its_unit_is_refused(typed: str) -> None:
    assert typed in refusal(row(MONEY, new_value=typed))


def test_a_value_without_a_choice_is_a_correction() -> None:
    (made,) = judged(row(CASES_SAID, "", new_value=128)).corrections
    assert (made.action, made.new_value, made.said) == (Action.CORRECT, Decimal(128), "126件")


def test_choosing_to_correct_and_saying_nothing_is_refused() -> None:
    assert "没有填" in refusal(row(CASES_SAID))


def test_an_unknown_choice_is_refused() -> None:
    assert "同意" in refusal(row(CASES_SAID, "同意"))


def test_an_indicator_must_be_in_the_catalogue_or_none() -> None:
    assert "不在口径表" in refusal(row(CASES_SAID, new_indicator="没有的指标"))
    (made,) = judged(row(CASES_SAID, new_indicator="无")).corrections
    assert made.new_indicator == ""


def test_an_indicator_can_become_a_rule() -> None:
    (made,) = judged(row(CASES_SAID, new_indicator=CAMPAIGNS, scope="全区同类")).corrections
    assert (made.scope, made.is_rule) == (Scope.ALL, True)
    (value,) = judged(row(CASES_SAID, new_value=1, scope="全区同类")).corrections
    assert not value.is_rule


def test_a_row_that_was_typed_over_is_refused() -> None:
    whole = row(CASES_SAID, new_value=128)
    said = (*whole.said[:3], 999, *whole.said[4:])
    assert "被改动" in refusal(replace(whole, said=said))


def test_a_workbook_of_another_district_or_year_is_refused() -> None:
    whole = row(CASES_SAID, new_value=128)
    for district, year in (("别的区", 2025), ("望澜区", 2024)):
        assert "被改动" in refusal(replace(whole, seal=seal(district, year, whole.said)))


def test_programs_may_spell_numbers_and_spaces_their_own_way() -> None:
    assert seal("区", 1, (Decimal("1.20"), "甲 乙\n", None)) == seal("区", 1, (1.2, "甲乙", ""))
    assert seal("区", 1, (120,)) == seal("区", 1, (120.0,))
    assert seal("区", 1, (120,)) != seal("区", 1, (12,))


def test_what_is_in_force_already_is_known_and_not_entered_again() -> None:
    here = ground(corrections=(correction(CASES_SAID, "128"),))
    judgement = judged(row(CASES_SAID, new_value=128), on=here)
    assert (judgement.corrections, judgement.known, judgement.problems) == ((), 1, ())


def test_a_rule_is_not_narrowed_by_a_row_left_as_it_was_filled_in() -> None:
    rule = correction(CASES_SAID, new_indicator=CAMPAIGNS, scope=Scope.ALL)
    here = ground(corrections=(rule,))
    assert judged(row(CASES_SAID, new_indicator=CAMPAIGNS), on=here).known == 1


def test_another_word_on_a_corrected_figure_is_entered() -> None:
    here = ground(corrections=(correction(CASES_SAID, "128"),))
    (made,) = judged(row(CASES_SAID, "采纳"), on=here).corrections
    assert made.action is Action.ACCEPT


def test_another_word_on_a_figure_that_one_was_carried_over_to_names_it() -> None:
    again = report(("本年度办结行政复议案件126件，努力推动行政争议实质性化解。",))
    here = ground(again, corrections=(correction(CASES_SAID, "128", number=7),))
    (made,) = judged(row(figure_of(again, "126件"), new_value=130), on=here).corrections
    assert made.replaces == 7
    assert judged(row(figure_of(again, "126件"), new_value=128), on=here).known == 1


def test_what_was_undone_does_not_come_back_from_a_workbook_of_before() -> None:
    here = replace(ground(), undone={9: correction(CASES_SAID, "128", number=4)})
    message = refusal(row(CASES_SAID, new_value=128), on=here)
    assert "已撤销" in message
    assert "undo 9" in message
    assert len(judged(row(CASES_SAID, new_value=130), on=here).corrections) == 1
    again = replace(here, corrections=(correction(CASES_SAID, "128", number=10),))
    assert judged(row(CASES_SAID, new_value=128), on=again).known == 1


class TestOutdated:
    """The workbook is of an earlier run; the department sent its report anew since."""

    MOVED = report(("本年度办结行政复议案件126件，努力推动行政争议实质性化解。", *SENTENCES[1:]))
    CHANGED = report((SENTENCES[0].replace("126", "131"), *SENTENCES[1:]))
    PAST = FigureEntry(
        figure=CASES_SAID.id,
        section=1,
        text="126件",
        value="126",
        unit="件",
        indicator=CASES_SAID.indicator,
        canonical=None,
        role="actual",
        sentence=CASES_SAID.sentence,
    )

    def on(self, made: DepartmentReport) -> Ground:
        return replace(ground(made), remembered=lambda *_: self.PAST)

    def test_a_reworded_sentence_with_the_same_value_is_found(self) -> None:
        (made,) = judged(row(CASES_SAID, new_value=128), on=self.on(self.MOVED)).corrections
        assert (made.figure, made.new_value) == (CASES_SAID.id, Decimal(128))

    def test_another_value_by_now_is_asked_again(self) -> None:
        message = refusal(row(CASES_SAID, new_value=128), on=self.on(self.CHANGED))
        assert "131件" in message
        assert "最近一次" in message
        assert "采纳" not in message

    def test_a_report_that_says_the_corrected_value_by_now_is_said(self) -> None:
        settled = report((SENTENCES[0].replace("126", "128"), *SENTENCES[1:]))
        assert "128件" in refusal(row(CASES_SAID, new_value=128), on=self.on(settled))

    def test_a_figure_that_no_run_knows_is_refused(self) -> None:
        assert "记录" in refusal(row(CASES_SAID, new_value=128), on=ground(self.CHANGED))
