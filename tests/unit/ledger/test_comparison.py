"""What changed between runs is said figure by figure; an indicator is followed through them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.ledger import (
    ContributionEntry,
    FigureEntry,
    Ledger,
    ReportEntry,
    RunEntry,
    SubmissionEntry,
    TotalEntry,
)
from tasks.ledger.comparison import Kind, compare, excerpt, history
from tasks.ledger.database import Place


def figure(key: str, value: str, sentence: str = "全年办结行政复议案件若干件。") -> FigureEntry:
    return FigureEntry(
        figure=key,
        section=1,
        text=f"{value}件",
        value=value,
        unit="件",
        indicator="办结行政复议案件",
        canonical=None,
        role="actual",
        sentence=sentence,
    )


def submission(department: str, *figures: FigureEntry, sha256: str = "a") -> SubmissionEntry:
    key = f"{department}{sha256}{[item.value for item in figures]}"
    return SubmissionEntry(
        file=f"{department}.docx",
        sha256=sha256,
        department=department,
        year=2025,
        status="received",
        reason="",
        counts=True,
        report=ReportEntry(key=key, title=None, dated="", characters=9, figures=figures),
    )


def run(
    name: str, *submissions: SubmissionEntry, year: int = 2025, shares: dict[str, str] | None = None
) -> RunEntry:
    parts = tuple(
        ContributionEntry(department=department, figure="x", value=value)
        for department, value in (shares or {}).items()
    )
    total = TotalEntry(
        indicator="案件数",
        unit="件",
        value=str(sum(int(part.value) for part in parts)),
        approximate=False,
        contributions=parts,
    )
    return RunEntry(
        run=name,
        started="2026-03-02T09:00:00",
        district="望澜区",
        year=year,
        program="0",
        outcome="completed",
        submissions=submissions,
        totals=(total,) if parts else (),
    )


def test_the_same_runs_differ_in_nothing() -> None:
    one = run("1", submission("甲", figure("f1", "3")), shares={"甲": "3"})
    assert compare(one, replace(one, run="2")).nothing


def test_a_figure_of_the_same_id_with_another_value_was_changed() -> None:
    before = run("1", submission("甲", figure("f1", "3")))
    after = run("2", submission("甲", replace(figure("f1", "5"), said="3")))
    (change,) = compare(before, after).figures
    assert change.kind is Kind.CHANGED
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value) == ("3", "5")


def test_a_reworded_sentence_of_a_resubmission_is_paired_with_the_old_one() -> None:
    before = run("1", submission("甲", figure("f1", "3"), figure("f2", "9", "发放资料九件。")))
    again = submission("甲", figure("g7", "4", "本年共办结行政复议案件若干件。"), sha256="b")
    found = compare(before, run("2", again))
    assert [
        (c.kind, c.before and c.before.figure, c.after and c.after.figure) for c in found.figures
    ] == [
        (Kind.CHANGED, "f1", "g7"),
        (Kind.REMOVED, "f2", None),
    ]
    assert found.replaced == (("甲", "甲.docx", "甲.docx"),)


def test_departments_that_came_and_went_are_named_without_their_figures() -> None:
    found = compare(run("1", submission("甲", figure("f", "1"))), run("2", submission("乙")))
    assert (found.came, found.went, found.figures) == (("乙",), ("甲",), ())


def test_totals_are_compared_also_when_one_side_has_none() -> None:
    (change,) = compare(run("1"), run("2", shares={"甲": "3"})).totals
    assert (change.before, change.after, change.unit) == ("", "3", "件")
    assert change.shares == (("甲", "", "3"),)


def test_a_total_says_whose_share_changed_and_of_no_other() -> None:
    before, after = {"甲": "3", "乙": "4", "丙": "1"}, {"甲": "5", "乙": "4", "丁": "2"}
    (change,) = compare(run("1", shares=before), run("2", shares=after)).totals
    assert change.shares == (("甲", "3", "5"), ("丁", "", "2"), ("丙", "1", ""))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("办结3件。", "办结3件。"),
        ("甲乙丙丁戊己庚辛壬癸3件子丑寅卯辰巳", "…庚辛壬癸3件子丑寅卯…"),
        ("3件子丑寅卯辰巳午未申酉", "3件子丑寅卯辰巳午未…"),
        ("子丑寅卯辰巳午未申酉3件", "…寅卯辰巳午未申酉3件"),
        ("没有这个数的一个很长很长的句子", "没有这个数的一个很长…"),
    ],
)
def test_an_excerpt_has_the_figure_in_it(sentence: str, shown: str) -> None:
    assert excerpt(figure("f", "3", sentence), 10) == shown


def test_an_indicator_is_followed_through_years_and_restatements() -> None:
    runs = (
        run("a", shares={"甲": "3", "乙": "4"}),
        run("b", shares={"甲": "3", "乙": "4"}),
        run("c", shares={"甲": "5", "乙": "4"}),
        run("old", year=2024, shares={"甲": "2"}),
    )
    points = history(runs, "案件数")
    assert [(p.year, p.run, p.value, p.restated) for p in points] == [
        (2024, "old", "2", ()),
        (2025, "a", "7", ()),
        (2025, "c", "9", (("甲", "3", "5"),)),
    ]
    assert history(runs, "别的") == ()


def test_the_ledger_gives_back_a_run_with_all_that_it_found(place: Place) -> None:
    one = run("1", submission("甲", figure("f1", "3"), figure("f2", "9")), shares={"甲": "3"})
    with Ledger(place) as ledger:
        ledger.record_run(one)
        assert ledger.run("1") == one
        assert ledger.figure("甲", "f2") == figure("f2", "9")
        assert ledger.figure("乙", "f2") is None
        assert ledger.latest_run(2024) is None


def test_a_report_is_kept_once_for_all_runs_and_goes_with_the_last(place: Place) -> None:
    same = submission("甲", figure("f1", "3"))
    with Ledger(place) as ledger:
        for name in ("1", "2"):
            ledger.record_run(run(name, same))
        assert ledger.run("1") == run("1", same)
        ledger.record_run(run("1"))
        assert ledger.run("2") == run("2", same)
        ledger.record_run(run("2"))
        assert ledger.figure("甲", "f1") is None
        assert ledger.faults() == ()
