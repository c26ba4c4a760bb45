"""The district's fixed tables: each cell the sum of what departments wrote, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.records import said
from tasks.diagnostics import Severity
from tasks.district import consolidate
from tasks.district.district import District
from tasks.district.forms.amounts import amount_in
from tasks.district.forms.sums import sum_forms
from tasks.district.forms.values import FormPart, FormReading, Place
from tasks.document import Paragraph
from tasks.ledger.codec import pack, unpack
from tasks.ledger.shelf import Shelf
from tests.sample_disclosure.build import reports
from tests.unit.forms.cases import (
    APPLICATIONS,
    DISPUTES,
    PUBLISHED,
    district,
    laid,
    profile,
    renamed,
    sample,
    table,
    with_table,
    without_row,
    written,
)

POLICE = 1
OWN = "澄州市公安局望澜分局"


def by_hand(form: int) -> dict[Place, Decimal]:
    """Return the sums of the sample's numbers, as its file has them."""
    found: dict[Place, Decimal] = {}

    def add(place: Place, said: object) -> None:
        found[place] = found.get(place, Decimal(0)) + Decimal(str(said))

    for report in reports():
        if form == PUBLISHED:
            spots = [(0, 0, 0), (0, 0, 1), (0, 0, 2), (1, 0, 0), (2, 0, 0), (2, 1, 0), (3, 0, 0)]
            for spot, said in zip(spots, report["published"], strict=True):
                add(spot, said)
        elif form == APPLICATIONS:
            for row in range(25):
                for column, said in enumerate(report["applications"].get(str(row), [0] * 7)):
                    add((0, row, column), said)
        else:
            for column, said in enumerate(report["disputes"]):
                add((0, 0, column), said)
    return found


def told(made: District, code: str = "form_cell") -> list[str]:
    return [d.message for d in made.diagnostics if d.code == code]


@pytest.mark.parametrize("form", [PUBLISHED, APPLICATIONS, DISPUTES])
def test_every_cell_is_the_sum_of_the_departments_numbers(form: int) -> None:
    total = district().forms[form]
    assert dict(total.sums) == by_hand(form)
    assert len(total.readings) == 5


def test_nothing_is_doubted_but_what_the_sample_planted() -> None:
    made = district()
    assert told(made) == told(made, "form_missing") == []
    broken = [d for d in made.diagnostics if d.code == "form_balance"]
    assert len(broken) == 2
    assert {d.departments for d in broken} == {("望澜区市场监督管理局",)}
    assert "左边为186，右边为187" in broken[1].message


def test_no_figure_is_counted_twice_and_each_is_the_one_it_says() -> None:
    made = district()
    for total in made.forms:
        for reading in total.readings:
            names = [part.figure for part in reading.parts]
            assert len(names) == len(set(names))
            [report] = [r for r in made.reports if r.department == reading.department]
            figures = {figure.id: figure for figure in report.figures}
            for part in reading.parts:
                unit = total.form.blocks[part.block].unit
                assert amount_in(figures[part.figure], unit, part.unit) == part.value


def test_a_profile_without_forms_has_no_sums() -> None:
    made = district(used=profile().model_copy(update={"forms": ()}))
    assert made.forms == ()
    assert not [d for d in made.diagnostics if d.code.startswith("form_")]


@pytest.mark.parametrize(
    ("which", "edit"),
    [
        pytest.param(
            APPLICATIONS,
            renamed(**{"（二）部分公开": "二、 部分公开（区分处理的，只计这一情形）"}),
            id="numbered anew, with a remark",
        ),
        pytest.param(
            APPLICATIONS,
            renamed(**{"7.属于行政执法案卷": "（7）属于行政执法案卷"}),
            id="other signs",
        ),
        pytest.param(
            APPLICATIONS,
            renamed(**{"3.危及“三安全一稳定”": '3．危及"三安全一稳定"'}),
            id="straight quotes",
        ),
        pytest.param(
            APPLICATIONS,
            renamed(**{"5.要求确认或重新出具已获取信息": "5.要求行政机关确认或重新出具已获取信息"}),
            id="the form's other wording",
        ),
        pytest.param(APPLICATIONS, renamed(申请人情况=""), id="a header over headers left out"),
    ],
)
def test_words_that_differ_only_in_dress_are_found(which: int, edit: object) -> None:
    made = district([(POLICE, with_table(POLICE, which, edit))])  # type: ignore[arg-type]
    assert dict(made.forms[which].sums) == by_hand(which)
    assert told(made) == []


@pytest.mark.parametrize(
    ("head", "text"),
    [("本年收费金额（单位：万元）", "318.6"), ("本年收费金额（元）", "3186000")],
)
def test_money_is_in_the_unit_of_its_header_wherever_that_stands(head: str, text: str) -> None:
    """Without 信息内容 nobody reads a row in the middle of the table as a header."""
    words = {"信息内容": "", "本年收费金额（单位：万元）": head}
    edit = with_table(POLICE, PUBLISHED, lambda t: written(7, 1, text)(renamed(**words)(t)))
    made = district([(POLICE, edit)])
    assert dict(made.forms[PUBLISHED].sums) == by_hand(PUBLISHED)
    assert told(made) == []


OFFICIAL = (
    ("第二十条第（一）项",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "1", "0", "6"),
    ("第二十条第（五）项",),
    ("信息内容", "本年处理决定数量"),
    ("行政许可", "35820"),
    ("第二十条第（六）项",),
    ("信息内容", "本年处理决定数量"),
    ("行政处罚", "2417"),
    ("行政强制", "196"),
    ("第二十条第（八）项",),
    ("信息内容", "本年收费金额（单位：万元）"),
    ("行政事业性收费", "318.6"),
)


def test_the_official_form_with_its_titles_and_a_row_that_is_not_asked_for() -> None:
    official = laid(*OFFICIAL, columns=4)
    made = district([(POLICE, with_table(POLICE, PUBLISHED, lambda _: official))])
    assert dict(made.forms[PUBLISHED].sums) == by_hand(PUBLISHED)
    assert told(made) == []


def test_a_count_in_a_row_that_is_not_asked_for_is_told() -> None:
    rows = (*OFFICIAL[:2], ("规章", "2", "0", "0"), *OFFICIAL[3:])
    official = laid(*rows, columns=4)
    made = district([(POLICE, with_table(POLICE, PUBLISHED, lambda _: official))])
    assert dict(made.forms[PUBLISHED].sums) == by_hand(PUBLISHED)
    [message] = told(made)
    assert "第3行第2列（2）的数不在规定的行列里" in message


def test_blocks_that_stand_in_tables_of_their_own_are_one_form() -> None:
    first, *others = (
        laid(*OFFICIAL[begin:end], columns=4) for begin, end in ((0, 4), (4, 7), (7, 11), (11, 14))
    )
    report = with_table(POLICE, PUBLISHED, lambda _: first, after=others)
    made = district([(POLICE, report)])
    assert dict(made.forms[PUBLISHED].sums) == by_hand(PUBLISHED)
    assert told(made) == []
    readings = {reading.department: reading for reading in made.forms[PUBLISHED].readings}
    assert len(readings[OWN].tables) == 4


@pytest.mark.parametrize(
    ("row", "column", "text", "severity", "words"),
    [
        (3, 3, "", Severity.INFO, "没有填数"),
        (3, 3, "/", Severity.INFO, "没有填数"),
        (3, 3, "——", Severity.INFO, "没有填数"),
        (3, 3, "三十余件，详见附件", Severity.WARNING, "不是一个数"),
        (3, 3, "约39", Severity.WARNING, "概数"),
        (3, 3, "39余", Severity.WARNING, "概数"),
        (3, 3, "-39", Severity.WARNING, "负数"),
        (3, 3, "39万元", Severity.WARNING, "单位与表格不符"),
        (3, 3, "39%", Severity.WARNING, "不能相加"),
        (3, 3, "39（其中重复3）", Severity.WARNING, "不是一个数"),
    ],
)
def test_a_cell_that_is_no_count_is_left_out_and_named(
    row: int, column: int, text: str, severity: Severity, words: str
) -> None:
    changed = with_table(POLICE, APPLICATIONS, written(row, column, text))
    made = district([(POLICE, changed)])
    assert made.forms[APPLICATIONS].sums[0, 0, 0] == by_hand(APPLICATIONS)[0, 0, 0] - 39
    [found] = [d for d in made.diagnostics if d.code == "form_cell"]
    assert found.severity is severity
    assert found.departments == (OWN,)
    assert words in found.message
    assert "“一、本年新收政府信息公开申请数量”行“申请人情况／自然人”列" in found.message
    assert found.remedy


@pytest.mark.parametrize("text", ["３９", "39件", "39 宗", "39.0"])
def test_a_count_is_read_however_it_is_written(text: str) -> None:
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, written(3, 3, text)))])
    assert dict(made.forms[APPLICATIONS].sums) == by_hand(APPLICATIONS)
    assert told(made) == []


def test_a_row_that_is_not_there_is_named_once_and_the_others_count() -> None:
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, without_row(6)))])
    sums, whole = made.forms[APPLICATIONS].sums, by_hand(APPLICATIONS)
    assert sums[0, 3, 6] == whole[0, 3, 6] - 6
    assert {k: v for k, v in sums.items() if k[1] != 3} == {
        k: v for k, v in whole.items() if k[1] != 3
    }
    assert told(made) == [
        f"{OWN}的“收到和处理政府信息公开申请情况”表：缺少“三、本年度办理结果／（二）部分公开”行，没有计入。"
    ]
    assert any(OWN in message for message in told(made, "form_balance"))


def test_a_row_of_another_name_is_missing_and_its_numbers_are_told() -> None:
    made = district(
        [(POLICE, with_table(POLICE, APPLICATIONS, renamed(**{"（二）部分公开": "部门公布"})))]
    )
    messages = told(made)
    assert any("缺少“三、本年度办理结果／（二）部分公开”行" in m for m in messages)
    assert any("不在规定的行列里" in m and "第7行第4列（6）" in m for m in messages)


def test_a_table_that_stands_twice_counts_once() -> None:
    again = table(POLICE, APPLICATIONS)
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, lambda t: t, after=(again,)))])
    assert dict(made.forms[APPLICATIONS].sums) == by_hand(APPLICATIONS)
    [message] = told(made)
    assert "不止一次，内容相同，只计一次" in message


def test_a_second_table_that_says_otherwise_is_named_with_the_cell() -> None:
    again = written(3, 3, "40")(table(POLICE, APPLICATIONS))
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, lambda t: t, after=(again,)))])
    assert dict(made.forms[APPLICATIONS].sums) == by_hand(APPLICATIONS)
    [message] = told(made)
    assert "“申请人情况／自然人”列前后不一，按第一张计" in message


def test_last_years_table_is_not_this_years() -> None:
    heading = (Paragraph(text="2024年收到和处理政府信息公开申请情况表"),)
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, lambda t: t, before=heading))])
    assert len(made.forms[APPLICATIONS].readings) == 4
    [message] = told(made)
    assert "不是本年度的表" in message
    sums, whole = made.forms[APPLICATIONS].sums, by_hand(APPLICATIONS)
    assert sums[0, 0, 6] == whole[0, 0, 6] - 43


def test_last_years_table_beside_this_years_counts_nothing() -> None:
    past = (table(POLICE, APPLICATIONS),)
    beside = (Paragraph(text="附：2024年申请情况"), *past)
    made = district([(POLICE, with_table(POLICE, APPLICATIONS, lambda t: t, after=beside))])
    assert dict(made.forms[APPLICATIONS].sums) == by_hand(APPLICATIONS)
    assert told(made) == []


def test_a_corrected_figure_counts_as_corrected() -> None:
    report = sample()[POLICE]
    figures = tuple(
        replace(f, value=Decimal(50), normalized_value=Decimal(50), original=f, review="correct")
        if f.cell == (3, 3) and f.value == 39
        else f
        for f in report.figures
    )
    made = district([(POLICE, replace(report, figures=figures))])
    sums = made.forms[APPLICATIONS].sums
    assert sums[0, 0, 0] == by_hand(APPLICATIONS)[0, 0, 0] + 11


def test_a_figure_that_review_removed_does_not_count() -> None:
    report = sample()[POLICE]
    figures = tuple(
        replace(f, original=f, review="remove", removed=True) if f.cell == (3, 3) else f
        for f in report.figures
        if f.cell != (3, 3) or f.value == 39
    )
    made = district([(POLICE, replace(report, figures=figures))])
    assert made.forms[APPLICATIONS].sums[0, 0, 0] == by_hand(APPLICATIONS)[0, 0, 0] - 39
    assert any("复核时剔除" in message for message in told(made))


@pytest.mark.parametrize(
    ("head", "text", "value", "doubted"),
    [
        ("本年收费金额（单位：元）", "3186000", "415", False),
        ("本年收费金额", "318.6", "415", True),
        ("本年收费金额（单位：万元）", "318.6万元", "415", False),
    ],
)
def test_money_is_added_in_the_forms_unit(head: str, text: str, value: str, doubted: bool) -> None:  # noqa: FBT001
    edit = with_table(
        POLICE,
        PUBLISHED,
        lambda t: written(7, 1, text)(renamed(**{"本年收费金额（单位：万元）": head})(t)),
    )
    made = district([(POLICE, edit)])
    assert made.forms[PUBLISHED].sums[3, 0, 0] == Decimal(value)
    assert bool(told(made)) is doubted


def test_a_report_without_the_table_is_named() -> None:
    nothing = with_table(POLICE, DISPUTES, lambda _: Paragraph(text="见附件。"))  # type: ignore[arg-type,return-value]
    made = district([(POLICE, nothing)])
    assert len(made.forms[DISPUTES].readings) == 4
    [message] = told(made, "form_missing")
    assert message.startswith(f"{OWN}的报告里没有找到“政府信息公开行政复议、行政诉讼情况”表")


def test_a_table_that_nobody_sent_is_told_once() -> None:
    form = profile().forms[DISPUTES]
    block = form.blocks[0].model_copy(update={"table": "没有人报的列"})
    other = form.model_copy(update={"blocks": (block,)})
    made = district(used=profile().model_copy(update={"forms": (other,)}))
    assert made.forms == ()
    [found] = [d for d in made.diagnostics if d.code == "form_missing"]
    assert found.departments == ()
    assert "profile/forms.toml" in found.remedy


def test_a_table_filled_with_strokes_is_there_and_empty() -> None:
    edit = with_table(
        POLICE,
        DISPUTES,
        lambda t: replace(
            t, cells=tuple(replace(c, text="/") if c.row == 3 else c for c in t.cells)
        ),
    )
    made = district([(POLICE, edit)])
    assert len(made.forms[DISPUTES].readings) == 5
    assert told(made) == [
        f"{OWN}的“政府信息公开行政复议、行政诉讼情况”表：整张表没有填数，没有计入。"
    ]


def test_what_is_kept_of_a_report_comes_back_as_it_was() -> None:
    for total in district().forms:
        for reading in total.readings:
            assert unpack(FormReading, pack(reading)) == reading


def test_a_count_that_looks_like_a_year_counts() -> None:
    made = district([(POLICE, with_table(POLICE, DISPUTES, written(3, 1, "2024")))])
    assert made.forms[DISPUTES].sums[0, 0, 1] == by_hand(DISPUTES)[0, 0, 1] + 2024
    assert told(made) == []


COUNTS = st.lists(st.integers(0, 99_999), min_size=4, max_size=4)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=5))
def test_sums_keep_the_equations_that_every_department_keeps(
    departments: list[tuple[list[int], list[int], list[int]]],
) -> None:
    """In each course of the disputes, four outcomes and their total."""
    readings = []
    for number, courses in enumerate(departments):
        counts = [Decimal(n) for course in courses for n in (*course, sum(course))]
        parts = (FormPart(0, 0, at, f"f{at}", count) for at, count in enumerate(counts))
        readings.append(
            FormReading(form=DISPUTES, department=f"{number}", tables=("t",), parts=tuple(parts))
        )
    [total], doubts = sum_forms(readings, profile())
    assert not [d for d in doubts if d.code == "form_balance"]
    for first in (0, 5, 10):
        outcomes = (total.sums[0, 0, first + at] for at in range(4))
        assert total.sums[0, 0, first + 4] == sum(outcomes)


def test_kept_readings_give_the_district_that_making_anew_gives(tmp_path: Path) -> None:
    reports = sample()
    fresh = consolidate(reports, profile())
    for _ in range(2):
        with Shelf(tmp_path / "shelf") as shelf:
            shelf.know({report.submission.file: said(report) for report in reports})
            assert consolidate(reports, profile(), shelf) == fresh
    assert fresh.forms
