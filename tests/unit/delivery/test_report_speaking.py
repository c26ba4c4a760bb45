"""Who is named, what is merged, what is left out: departments dissolve into themes."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from tasks.delivery.report.comments import comment
from tasks.delivery.report.composition import compose
from tasks.delivery.report.desk import lay_out
from tasks.delivery.report.numerals import arabic, in_arabic
from tasks.delivery.report.passage import Passage
from tasks.delivery.report.practices import practised
from tasks.delivery.report.sentences import digest
from tasks.delivery.report.sources import Sources
from tasks.delivery.report.verification import numbers, verify
from tasks.department.figures.figure import Figure, Kind
from tasks.department.report import DepartmentReport
from tasks.diagnostics import Diagnostic, Severity
from tasks.district.district import Contradiction, District
from tasks.document import Block, BlockKind
from tasks.errors import VerificationError
from tests.unit.delivery.district_builder import sample_district

DISTRICT, PROFILE = sample_district()


def figure(text: str, value: str, unit: str, start: int, **more: object) -> Figure:
    """Return a count at `start` of the first block."""
    made = Figure(
        id=f"f{start}",
        block=0,
        start=start,
        end=start + len(text),
        text=text,
        value=Decimal(value),
        unit=unit,
        normalized_value=Decimal(value),
        normalized_unit=unit,
        lower=Decimal(value),
        upper=Decimal(value),
        kind=Kind.COUNT,
        indicator="修订制度",
        sentence="",
        section=1,
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def saying(*texts: str, figures: tuple[tuple[Figure, ...], ...] = ()) -> District:
    """Return the sample with the nth text as the nth report's only block, on measures."""
    reports: list[DepartmentReport] = []
    for number, text in enumerate(texts):
        block = Block(index=0, id=f"m{number}", kind=BlockKind.PARAGRAPH, text=text, section=1)
        found = figures[number] if number < len(figures) else ()
        report = DISTRICT.reports[number]
        reports.append(dataclasses.replace(report, blocks=(block,), figures=found, diagnostics=()))
    return dataclasses.replace(DISTRICT, reports=tuple(reports), totals=(), contradictions=())


def said(district: District) -> list[Passage]:
    composition = compose(district, PROFILE)
    verify(composition.passages, district)
    return list(composition.passages[len(composition.opening) :])


def test_a_statement_without_a_subject_stands_for_the_district() -> None:
    [one] = said(saying("推行说理式执法文书，让执法更有温度。"))
    assert one.text == "推行说理式执法文书，让执法更有温度。"


@pytest.mark.parametrize(
    "text",
    [
        "推行说理式执法文书，被评为全市优秀案例。",
        "局党组带头推行说理式执法文书。",
        "作为牵头单位推行说理式执法文书。",
        "与区公安分局联合开展执法检查。",
    ],
)
def test_who_was_praised_or_acted_is_named(text: str) -> None:
    [one] = said(saying(text))
    assert one.text.startswith("区司法局")


def test_a_figure_that_others_report_too_stands_with_its_department() -> None:
    text = "健全执法制度，修订制度63项。"
    mine, theirs = figure("63项", "63", "项", 11), figure("5项", "5", "项", 11)
    [one, *_] = said(saying(text, "修订了一些执法制度，共5项。", figures=((mine,), (theirs,))))
    assert one.text == "区司法局健全执法制度，修订制度63项。"


def test_a_figure_of_the_departments_own_trade_is_the_districts() -> None:
    text = "健全行政复议制度，修订规程63项。"
    mine = figure("63项", "63", "项", 13)
    [one] = said(saying(text, figures=((mine,),)))
    assert one.text == text
    [other] = said(saying(text.replace("行政复议", "学习"), figures=((mine,),)))
    assert other.text.startswith("区司法局")


def test_what_several_say_in_nearly_the_same_words_is_said_once_of_all() -> None:
    text = "我局坚持把非诉讼机制挺在前面，推动矛盾纠纷源头化解。"
    [one] = said(saying(text, text))
    assert one.text == "区司法局、区市场监管局坚持把非诉讼机制挺在前面，推动矛盾纠纷源头化解。"
    assert one.sources == ("区司法局#m0", "区市场监管局#m1")
    assert one.quotes == (text, text)


def test_what_two_say_of_different_places_is_not_put_into_both_mouths() -> None:
    texts = (
        "坚持用身边变化讲清道理，在校园开设法治讲堂。",
        "坚持用身边变化讲清道理，在工地开设法治讲堂。",
    )
    district = saying(*texts)
    assert all(len(one.sources) == 1 for one in said(district))
    refs = ("区司法局#m0", "区市场监管局#m1")
    together = Passage(text=texts[0], sources=refs, original=texts[0], quotes=texts)
    with pytest.raises(VerificationError, match="并非每个来源"):
        verify((together,), district)


def test_figures_in_doubt_stay_out_of_the_text() -> None:
    text = "整改校园安全隐患37处，落实安全生产责任。"
    doubted = figure("37处", "37", "处", 8)
    calm = saying(text, figures=((doubted,),))
    assert len(said(calm)) == 1
    error = Diagnostic(code="sum_mismatch", severity=Severity.ERROR, message="不符。", block=0)
    report = dataclasses.replace(calm.reports[0], diagnostics=(error,))
    assert said(dataclasses.replace(calm, reports=(report,))) == []
    contradiction = Contradiction(subject="隐患", values=(("区司法局", "37处", doubted.id),))
    assert said(dataclasses.replace(calm, contradictions=(contradiction,))) == []


def test_a_common_practice_is_counted_with_each_departments_sentence() -> None:
    texts = ("发挥法律顾问作用，把好合同审查关。", "聘请法律顾问参与决策。", "法律顾问列席会议。")
    desk = lay_out(saying(*texts), PROFILE)
    [clause] = practised(desk, "推进行政决策科学化", desk.sentences)
    assert clause.text == "全区3个部门（单位）发挥法律顾问作用。"
    assert clause.quotes == texts
    verify((clause,), desk.district)


def test_what_is_planned_or_lacking_is_no_practice() -> None:
    texts = ("计划聘请法律顾问。", "法律顾问作用发挥不够。", "法律顾问列席会议，参与决策。")
    desk = lay_out(saying(*texts), PROFILE)
    assert practised(desk, "推进行政决策科学化", desk.sentences) == ()


LEADERS = "党政主要负责人履行第一责任人职责情况"


@pytest.mark.parametrize(
    ("sections", "text", "counted"),
    [
        # In the leaders' own section the subject may be left out; elsewhere it may not.
        ((LEADERS, *DISTRICT.sections), "召开会议研究法治建设工作，部署任务。", True),
        ((*DISTRICT.sections, LEADERS), "召开会议研究法治建设工作，部署任务。", False),
        ((*DISTRICT.sections, LEADERS), "局长召开会议研究法治建设工作，部署任务。", True),
    ],
)
def test_what_others_did_is_no_practice_of_the_leaders(
    sections: tuple[str, ...],
    text: str,
    counted: bool,  # noqa: FBT001
) -> None:
    district = dataclasses.replace(saying(text, text, text), sections=sections)
    said = "".join(p.text for p in compose(district, PROFILE).passages)
    assert ("全区3个部门（单位）主要负责人专题研究法治工作。" in said) is counted


@pytest.mark.parametrize(
    ("text", "value", "kind", "written"),
    [
        ("九次", "9", Kind.COUNT, "9次"),
        ("十二期", "12", Kind.COUNT, "12期"),
        ("十余次", "10", Kind.COUNT, "10余次"),
        ("两轮", "2", Kind.COUNT, "2轮"),
        ("百分之八点六", "8.6", Kind.PERCENT, "8.6%"),
        ("百分之九十以上", "90", Kind.PERCENT, "90%以上"),
        ("3—5天", "3", Kind.DURATION, "3～5天"),
        ("63%-68%", "63", Kind.PERCENT, "63%～68%"),
        ("八成以上", "80", Kind.PERCENT, "八成以上"),
        ("三万份", "3", Kind.COUNT, "三万份"),
        ("数十次", "10", Kind.COUNT, "数十次"),
        ("全市第二", "2", Kind.RANK, "全市第二"),
        ("1.26万", "1.26", Kind.COUNT, "1.26万"),
    ],
)
def test_figures_are_written_in_arabic_digits(
    text: str, value: str, kind: Kind, written: str
) -> None:
    assert arabic(figure(text, value, "", 0, kind=kind)) == written


def test_the_verifier_knows_a_figure_in_either_writing() -> None:
    text = "开展执法培训九次，效果很好。"
    district = saying(text, figures=((figure("九次", "9", "次", 6),),))
    [one] = said(district)
    assert one.text == "区司法局开展执法培训9次，效果很好。"
    assert numbers(one.text) == {"9"}
    assert in_arabic(text, 0, district.reports[0].figures) == "开展执法培训9次，效果很好。"


def test_a_corrected_figure_stands_corrected_and_its_comment_has_both_values() -> None:
    text = "开展执法培训9次，效果很好。"
    before = figure("9次", "9", "次", 6)
    after = dataclasses.replace(
        before, value=Decimal(11), normalized_value=Decimal(11), original=before, review="correct"
    )
    district = saying(text, figures=((after,),))
    [one] = said(district)
    assert one.text == "区司法局开展执法培训11次，效果很好。"
    assert one.original == text
    lines = comment(one, Sources(district), district)
    assert f"原文：{text}" in lines
    assert any("原为9次，更正为11次" in line for line in lines)


def test_a_sentence_with_a_figure_that_review_took_out_is_not_said() -> None:
    text = "开展执法培训9次，效果很好。"
    gone = dataclasses.replace(figure("9次", "9", "次", 6), removed=True)
    assert said(saying(text, figures=((gone,),))) == []


def test_a_sentence_is_known_by_its_characters_without_white_space() -> None:
    assert digest("开展 检查。\n") == digest("开展检查。")
    assert digest("开展检查。") != digest("开展检查")
