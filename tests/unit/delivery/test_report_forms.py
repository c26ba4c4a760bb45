"""The fixed tables in the district's report: laid out as the form, every cell held to its sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.artefact import Output
from tasks.delivery.forms import plan
from tasks.delivery.layout.measure import TYPE_WIDTH
from tasks.delivery.layout.template import open_document
from tasks.delivery.report import build_reports
from tasks.delivery.report.comments import comment
from tasks.delivery.report.composition import compose
from tasks.delivery.report.forms import table_grid
from tasks.delivery.report.memory import Memory, lines_of, recall, row
from tasks.delivery.report.passage import FormTable
from tasks.delivery.report.roundtrip import compare, outdated
from tasks.delivery.report.sources import Sources
from tasks.delivery.report.verification import verify_tables
from tasks.department.reading import read
from tasks.district.district import District
from tasks.district.forms.values import Place
from tasks.document import Document, Table
from tasks.errors import VerificationError
from tasks.profile.model import RosterEntry
from tests.unit.delivery.district_builder import sample_district
from tests.unit.forms.cases import (
    APPLICATIONS,
    DISPUTES,
    PUBLISHED,
    district,
    profile,
    sample,
    with_table,
    written,
)

SECTIONS = (1, 2, 3)
POLICE = 1


@cache
def made() -> District:
    return district()


@cache
def tables() -> tuple[FormTable, ...]:
    return compose(made(), profile()).tables


@cache
def outputs() -> tuple[Output, ...]:
    return build_reports(made(), profile())


def memory(found: tuple[Output, ...]) -> Memory:
    recalled = recall(found[2].content)
    assert recalled is not None
    return recalled


def test_each_table_stands_in_its_section_with_the_number_of_its_departments() -> None:
    sections = compose(made(), profile()).sections
    assert [number for number, s in enumerate(sections) if s.tables] == list(SECTIONS)
    for table in tables():
        assert "全部5个部门" in table.lead.text
        assert len(table.lead.sources) == 5


@pytest.mark.parametrize("which", [PUBLISHED, APPLICATIONS, DISPUTES])
def test_the_grid_has_one_cell_at_every_place(which: int) -> None:
    grid = table_grid(tables()[which])
    taken = [
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(taken) == [(r, c) for r in range(grid.rows) for c in range(grid.columns)]
    assert sum(grid.widths) <= TYPE_WIDTH
    assert grid.compact is (which != PUBLISHED)


def test_headers_are_merged_as_in_the_form() -> None:
    found = {c.text: c for c in plan(tables()[APPLICATIONS].total.form).heads}
    result, together = found["三、本年度办理结果"], found["法人或其他组织"]
    assert (result.row, result.column, result.row_span) == (5, 0, 22)
    assert (together.row, together.column, together.column_span) == (1, 4, 5)
    assert found["自然人"].row_span == 2
    course = next(c for c in plan(tables()[DISPUTES].total.form).heads if c.text == "行政复议")
    assert (course.row_span, course.column_span) == (2, 5)


def test_a_word_file_reads_back_as_it_was_made() -> None:
    document = read(outputs()[0].content, file="a.docx", sha256="0")
    assert isinstance(document, Document)
    found = [block for block in document.blocks if isinstance(block, Table)][:3]
    for table, block in zip(tables(), found, strict=True):
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        assert list(map(row, rows.values())) == list(lines_of([table_grid(table)]))


def test_small_styles_are_there_only_where_a_table_is_small() -> None:
    def names(content: bytes) -> set[str]:
        return {style.name for style in open_document(content).styles}

    small = {"小表头", "小表格文字", "小表格数字"}
    assert small <= names(outputs()[0].content)
    assert not small & names(build_reports(*sample_district())[0].content)


def test_the_comment_says_whose_tables_they_are() -> None:
    said = comment(tables()[APPLICATIONS], Sources(made()), made())
    assert said[0] == "合计数，由以下部门的表格逐格相加："
    assert [line for line in said if line.startswith("澄州市公安局望澜分局（")] == [
        "澄州市公安局望澜分局（澄州市公安局望澜分局2025年政府信息公开工作年度报告.docx，第9块）：175格"
    ]


def tampered(table: FormTable, change: Mapping[Place, str]) -> FormTable:
    return replace(table, counts={**table.counts, **change})


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({(0, 0, 6): "190"}, id="another number"),
        pytest.param({(0, 0, 6): ""}, id="a number taken out"),
        pytest.param({(0, 0, 6): "189.0"}, id="a number written otherwise"),
        pytest.param({(0, 25, 0): "1"}, id="a number in a place that has none"),
    ],
)
def test_a_cell_that_is_not_its_sum_is_refused(change: dict[Place, str]) -> None:
    with pytest.raises(VerificationError, match="不是各部门所报数之和"):
        verify_tables([tampered(tables()[APPLICATIONS], change)], Sources(made()))


def test_a_figure_that_is_named_twice_is_refused() -> None:
    table = tables()[APPLICATIONS]
    first, *others = table.total.readings
    twice = replace(first, parts=(*first.parts, first.parts[0]))
    total = replace(table.total, readings=(twice, *others))
    with pytest.raises(VerificationError, match="没有出处"):
        verify_tables([replace(table, total=total)], Sources(made()))


def test_the_sums_are_made_anew_of_the_reports() -> None:
    """A value that the district has, and no report, is found out."""
    table = tables()[APPLICATIONS]
    first, *others = table.total.readings
    parts = (first.parts[0]._replace(value=Decimal(999)), *first.parts[1:])
    total = replace(table.total, readings=(replace(first, parts=parts), *others))
    verify_tables([replace(table, total=total)], Sources(made()))  # printed is what reports say
    raised = {(0, 0, 0): str(Decimal(table.counts[0, 0, 0]) + 999)}
    with pytest.raises(VerificationError):
        verify_tables([tampered(replace(table, total=total), raised)], Sources(made()))


@given(st.integers(0, 174), st.integers(1, 10_000))
def test_no_cell_can_be_changed(at: int, more: int) -> None:
    table = tables()[APPLICATIONS]
    place = (0, at // 7, at % 7)
    wrong = str(Decimal(table.counts[place]) + more)
    with pytest.raises(VerificationError):
        verify_tables([tampered(table, {place: wrong})], Sources(made()))


def test_an_untouched_report_has_no_differences_and_a_changed_cell_is_named() -> None:
    remembered = memory(outputs())
    assert compare(remembered, remembered.lines) == ()
    lines = [line.replace("｜0｜189", "｜0｜198") for line in remembered.lines]
    [found] = compare(remembered, lines)
    assert found.message.startswith("189→198（一、本年新收政府信息公开申请数量")


def test_a_sum_that_a_later_run_changed_is_named() -> None:
    changed = with_table(POLICE, APPLICATIONS, written(3, 4, "4"))
    later = memory(build_reports(district([(POLICE, changed)]), profile()))
    before = memory(outputs())
    said = [d.message for d in outdated(before, later, before.lines)]
    assert (
        "“收到和处理政府信息公开申请情况”表“一、本年新收政府信息公开申请数量”行"
        "“申请人情况／法人或其他组织／商业企业”列合计由19变为20。" in said
    )


def test_a_section_with_nothing_but_a_table_is_not_absent() -> None:
    found = profile().model_copy(update={"indicators": ()})
    bare = district(used=found)
    composition = compose(bare, found)
    empty = [s for s in composition.sections if s.tables and not s.themes]
    assert empty
    lines = memory(build_reports(bare, found)).lines
    for section in empty:
        at = next(n for n, line in enumerate(lines) if line.endswith(f"、{section.title}"))
        assert lines[at + 1].startswith("下表各数为")


def test_a_table_that_nobody_sent_is_not_printed() -> None:
    found = [
        (number, with_table(number, DISPUTES, lambda t: replace(t, rows=1, cells=t.cells[:2])))
        for number in range(len(sample()))
    ]
    without = district(found)
    assert len(without.forms) == 2
    assert [len(s.tables) for s in compose(without, profile()).sections] == [0, 1, 1, 0, 0, 0]


def test_the_line_before_says_when_something_was_left_out() -> None:
    changed = with_table(POLICE, APPLICATIONS, written(3, 3, "约39"))
    doubted = compose(district([(POLICE, changed)]), profile()).tables
    assert ["没有计入" in table.lead.text for table in doubted] == [False, True, False]


def test_a_department_whose_name_is_shown_otherwise_counts_like_any() -> None:
    name = "公安局\u202e望澜分局"
    odd = replace(sample()[POLICE], department=name)
    roster = (*profile().roster, RosterEntry(name=name))
    found = profile().model_copy(update={"roster": roster})
    reports = build_reports(district([(POLICE, odd)], found), found)
    assert any("｜0｜189" in line for line in memory(reports).lines)
